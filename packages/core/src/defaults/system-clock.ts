import type { Clock } from '../ports/clock.ts'

const LONGEST = 2 ** 31 - 1

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  after(ms, then) {
    if (ms <= 0) {
      const turn = setImmediate(then)                              // no timer fires within a millisecond
      return () => clearImmediate(turn)
    }
    const timer = setTimeout(then, Math.min(ms, LONGEST))
    return () => clearTimeout(timer)
  },
}
