import type { Clock } from '../../ports/clock.ts'

/** Less is no set clock, but one that is steered. */
const LEAST_MS = 1_000

/** Notices that the wall clock went back while this process lives: it is held against the time that never jumps. */
export class ClockWatch {
  readonly #clock: Clock
  #ahead: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#ahead = this.#measure()
  }

  /** By how many milliseconds the wall clock went back since this was last noted; 0 if it did not. */
  wentBack(): number {
    const byMs = Math.round(this.#ahead - this.#measure())
    if (byMs >= LEAST_MS) return byMs
    this.note()
    return 0
  }

  /** Takes the wall clock as it is now. */
  note(): void {
    this.#ahead = this.#measure()
  }

  #measure(): number {
    return this.#clock.now().getTime() - this.#clock.monotonic()
  }
}
