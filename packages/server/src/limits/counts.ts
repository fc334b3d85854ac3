import type { Clock } from '@paperclip/core'

/** How often something was counted, in a window that begins with the first time. */
interface Count { current: number; endsAt: number }

type Tell = (error: Error | null, result?: { current: number; ttl: number }) => void

/** The most names that are remembered at once: the oldest go first. */
const MOST = 20_000

/** Counts by name, in windows of time, in this process. What `@fastify/rate-limit` keeps its numbers in: on our clock, and able to take one back. */
export class Counts {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #counts = new Map<string, Count>()

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  incr(name: string, tell: Tell, windowMs: number): void {
    const now = this.#clock.monotonic(), count = this.#at(name, now) ?? this.#begin(name, now + windowMs)
    count.current++
    tell(null, { current: count.current, ttl: count.endsAt - now })
  }

  read(name: string, tell: Tell): void {
    const now = this.#clock.monotonic(), { current, endsAt } = this.#at(name, now) ?? { current: 0, endsAt: now }
    tell(null, { current, ttl: endsAt - now })
  }

  /** Takes one back: it was not what is counted here. */
  giveBack(name: string): void {
    const count = this.#at(name, this.#clock.monotonic())
    if (count && count.current > 0) count.current--
  }

  child(): Counts {
    return new Counts(this.#clock)
  }

  #at(name: string, now: number): Count | undefined {
    const count = this.#counts.get(name)
    return count && count.endsAt > now ? count : undefined
  }

  #begin(name: string, endsAt: number): Count {
    const count = { current: 0, endsAt }
    this.#counts.delete(name)                                   // it goes to the end of the line
    this.#counts.set(name, count)
    if (this.#counts.size > MOST) for (const oldest of this.#counts.keys()) return this.#counts.delete(oldest), count
    return count
  }
}
