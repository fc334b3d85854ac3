import { systemClock } from '@paperclip/core'
import type { Io } from '../io.ts'

/** A terminal that remembers what was written, and on which Ctrl-C can be pressed. */
export interface RecordingIo extends Io {
  out: string
  err: string
  /** Presses Ctrl-C. */
  interrupt(): void
  /** Resolves when stdout holds this. */
  written(text: string): Promise<void>
}

/** What is different about a terminal; 100 characters a line unless said. */
export type Terminal = Partial<Omit<Io, 'stdout' | 'stderr'>> & { columns?: number }

export function recordingIo({ columns = 100, ...overrides }: Terminal & Pick<Io, 'cwd'>): RecordingIo {
  const listeners = new Set<() => void>(), waiting = new Set<{ text: string; resolve: () => void }>()
  const io: RecordingIo = {
    out: '', err: '',
    stdout: { isTTY: false, columns, write: text => {
      io.out += text
      for (const one of waiting) if (io.out.includes(one.text)) { waiting.delete(one); one.resolve() }
    } },
    stderr: { isTTY: false, columns, write: text => { io.err += text } },
    keyboard: null, piped: null, env: {}, command: 'paperclipai', clock: systemClock,
    onSignal(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    interrupt() { for (const heard of listeners) heard() },
    written: text => (io.out.includes(text) ? Promise.resolve() : new Promise(resolve => waiting.add({ text, resolve }))),
    ...overrides,
  }
  return io
}
