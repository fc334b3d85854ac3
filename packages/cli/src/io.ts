import type { Readable } from 'node:stream'
import type { Clock } from '@paperclip/core'

/** Somewhere text goes. */
export interface Output {
  /** Resolves when more can be written. */
  write(text: string): void | Promise<void>
  isTTY: boolean
  /** Characters per line. */
  columns: number
}

/** Everything the command touches outside itself. */
export interface Io {
  /** Data and nothing else. */
  stdout: Output
  /** Errors, and what is said beside the data. */
  stderr: Output
  /** Where a person types; null where nobody does. */
  keyboard: Readable | null
  /** What is piped in; null where a person could type instead. Read only where a verb is told to. */
  piped: Readable | null
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  /** How a person calls this command: `paperclipai`, or what does the same in the repository. */
  command: string
  clock: Clock
  /** Hears each request to end (Ctrl-C, SIGTERM, a terminal that is closed, a reader that has enough). Returns how to stop listening. */
  onSignal(heard: () => void): () => void
}
