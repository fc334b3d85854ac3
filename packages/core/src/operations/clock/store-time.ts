import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/store.ts'

const AGAIN_MS = 60_000
/** The wall clock and the time that never jumps part by so much where the machine has slept, or its clock was set. */
const APART_MS = 1_000

/**
 * The time by the store's own clock, which all nodes share: asked for once a minute, and in between held against the time of this process that never jumps. What one node keeps for a day is kept
 * for a day on every other, whatever the clocks of their machines say.
 */
export class StoreTime {
  readonly #alarms: Pick<Store['alarms'], 'now'>
  readonly #clock: Clock
  #known: { aheadMs: number; at: number; wallMs: number } | undefined
  #asking: Promise<void> | undefined

  constructor({ alarms }: Pick<Store, 'alarms'>, clock: Clock) {
    this.#alarms = alarms
    this.#clock = clock
  }

  /** Asks the store where that was never done, or the time that never jumps has stood still meanwhile. What is known but old is asked for again without a wait. */
  async learned(): Promise<void> {
    const known = this.#known, isGood = known !== undefined && Math.abs(this.#wallMs() - known.wallMs) < APART_MS
    if (isGood && this.#clock.monotonic() - known.at < AGAIN_MS) return
    const asking = this.#asking ??= this.#ask().finally(() => { this.#asking = undefined })
    if (isGood) asking.catch(() => {})                               // as it was known, it still is
    else await asking
  }

  now(): Date {
    return this.#known ? new Date(this.#clock.monotonic() + this.#known.aheadMs) : this.#clock.now()
  }

  async #ask(): Promise<void> {
    const now = await this.#alarms.now(), at = this.#clock.monotonic()
    this.#known = { aheadMs: now.getTime() - at, at, wallMs: this.#wallMs() }
  }

  /** How far the wall clock is ahead of the time that never jumps. */
  #wallMs(): number {
    return this.#clock.now().getTime() - this.#clock.monotonic()
  }
}
