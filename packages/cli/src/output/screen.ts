import { styleText } from 'node:util'
import type { Io, Output } from '../io.ts'

/** How a text is meant. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'warn' | 'bad' | 'link'

const STYLE = { strong: 'bold', quiet: 'dim', good: 'green', warn: 'yellow', bad: 'red', link: 'cyan' } as const

/** What a text is drawn on: its width, and whether it has colours. */
export interface Screen {
  width: number
  paint(tone: Tone, text: string): string
}

/** Colours only for a person's terminal, and not where NO_COLOR is set. */
export function screenOf(output: Output, { env }: Pick<Io, 'env'>): Screen {
  const isColourful = output.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb'
  return {
    width: Math.max(output.columns, 40),
    paint: (tone, text) => (tone === 'plain' || !isColourful || text === '' ? text : styleText(STYLE[tone], text, { validateStream: false })),
  }
}
