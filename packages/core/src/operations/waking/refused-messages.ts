import type { Clock } from '../../ports/clock.ts'

const EACH_MS = 60_000
/** Of how many hooks it is remembered when they last noted something. */
const MOST_HOOKS = 10_000

/** What hooks have refused on this node and not noted yet. Each notes once a minute, however many there are: nobody fills a log by knocking. */
export class RefusedMessages {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #hooks = new Map<string, { quietUntil: number; unnoted: number }>()

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  /** Counts one more. Returns how many are to be noted now: none while the minute since the last note goes on. */
  count(hookId: string): number {
    const now = this.#clock.monotonic(), known = this.#hooks.get(hookId)
    if (known && now < known.quietUntil) {
      known.unnoted++
      return 0
    }
    this.#hooks.delete(hookId)
    const [oldest] = this.#hooks.size < MOST_HOOKS ? [] : this.#hooks.keys()
    if (oldest !== undefined) this.#hooks.delete(oldest)
    this.#hooks.set(hookId, { quietUntil: now + EACH_MS, unnoted: 0 })
    return 1 + (known?.unnoted ?? 0)
  }
}
