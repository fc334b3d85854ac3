import type { Clock } from '../../ports/clock.ts'

const EACH_MS = 60_000
/** Of how many it is remembered when something was last noted on them. */
const MOST = 10_000

/** What was refused on this node and is not noted yet, by a name: of a hook, or of who was refused what. Of each it is noted once a minute, however much there is: nobody fills a log by knocking. */
export class UnnotedRefusals {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #names = new Map<string, { quietUntil: number; unnoted: number }>()

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  /** Counts one more. Returns how many are to be noted now: none while the minute since the last note goes on. */
  count(name: string): number {
    const now = this.#clock.monotonic(), known = this.#names.get(name)
    if (known && now < known.quietUntil) {
      known.unnoted++
      return 0
    }
    this.#names.delete(name)
    const [oldest] = this.#names.size < MOST ? [] : this.#names.keys()
    if (oldest !== undefined) this.#names.delete(oldest)
    this.#names.set(name, { quietUntil: now + EACH_MS, unnoted: 0 })
    return 1 + (known?.unnoted ?? 0)
  }
}
