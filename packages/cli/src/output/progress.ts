import type { Call } from '../shell.ts'
import { clip } from './cell-width.ts'
import { plainLine } from './plain-line.ts'

/** Says beside the data, on one line that is written over, what is being done. Only where a person looks. */
export interface Progress {
  say(text: string): void
  /** Takes the line away. */
  end(): void
}

const CLEAR = '\r\u001B[2K'

export function progressOf({ io: { stderr, env }, options }: Call): Progress {
  if (!stderr.isTTY || options.flag('json') || env['TERM'] === 'dumb') return { say: () => {}, end: () => {} }
  return {
    say: text => void stderr.write(`${CLEAR}${clip(plainLine(text), Math.max(stderr.columns, 20) - 1)}`),
    end: () => void stderr.write(CLEAR),
  }
}
