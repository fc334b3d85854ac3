import type { AdapterJob, LogEntry } from '@paperclip/core'

const MOST = 5_000_000
const LONGEST_ENTRY = 16_384
/** What an entry costs beside its text, so that a flood of empty lines is bounded too. */
const PER_ENTRY = 32

/** A run's log as its process may fill it: so much, and then one line that says so. */
export class RunLog {
  #left = MOST
  readonly #job: Pick<AdapterJob, 'log' | 'alive'>

  constructor(job: Pick<AdapterJob, 'log' | 'alive'>) {
    this.#job = job
  }

  /** Hears that the process writes, though nothing of it is kept. */
  passed(): void {
    this.#job.alive()
  }

  /** True once nothing more of the process is logged. */
  get full(): boolean {
    return this.#left <= 0
  }

  /** Writes down what the process said, or caused to be said; `lost` bytes of it were not kept. */
  heard({ stream, level, text }: LogEntry, lost = 0): void {
    if (this.full) return this.passed()
    const shown = text.slice(0, LONGEST_ENTRY)
    const cut = text.length - shown.length + lost
    this.#left -= shown.length + PER_ENTRY
    this.#job.log({ stream, level, text: storable(cut > 0 ? `${shown}… (line cut: ${cut} more)` : shown) })
    if (this.full) this.note('warn', `The log of this run is full (${MOST} characters): what the process writes from here on is dropped. Reports are still obeyed.`)
  }

  /** Writes down what we did; never dropped. */
  note(level: LogEntry['level'], text: string): void {
    this.#job.log({ stream: 'run', level, text: storable(text) })
  }
}

/** A text that every store can hold: no NUL, no half of a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()
