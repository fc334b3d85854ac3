import type { Ids } from '../ports/ids.ts'

/** Ids in order: `agt_000001`, `tsk_000002`. */
export class CountingIds implements Ids {
  #count = 0

  next(prefix: string): string {
    return `${prefix}_${String(++this.#count).padStart(6, '0')}`
  }

  secret(): string {
    return String(++this.#count).padStart(64, '0')
  }
}
