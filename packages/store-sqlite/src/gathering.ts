import type { Clock } from '@paperclip/core'

/** How many may share a commit, and how long the first of them may wait for the others. */
export interface Bounds { most: number; forMs: number }

/**
 * Whether a turn is left to pass because works keep arriving that could share its commit. One that is alone, after others that were alone, never waits:
 * a single caller is as fast as without any sharing.
 */
export class Gathering {
  readonly #clock: Clock
  readonly #bounds: Bounds
  #last = 1
  #seen = 0
  #began: number | undefined

  constructor(clock: Clock, bounds: Bounds) {
    this.#clock = clock
    this.#bounds = bounds
  }

  /** Asked once a turn, with how many wait: true for as long as it is more of them each time. */
  goesOn(waiting: number): boolean {
    const now = this.#clock.monotonic()
    this.#began ??= now
    const isAlone = waiting === 1 && this.#last === 1
    const goesOn = !isAlone && waiting > this.#seen && waiting < this.#bounds.most && now - this.#began < this.#bounds.forMs
    this.#seen = waiting
    return goesOn
  }

  /** So many were taken into a transaction. */
  taken(many: number): void {
    this.#last = many
    this.#seen = 0
    this.#began = undefined
  }
}
