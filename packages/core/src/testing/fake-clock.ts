import type { Cancel, Clock } from '../ports/clock.ts'

interface Timer { at: number; fire: () => void }

/** Time that moves only when it is told to. */
export class FakeClock implements Clock {
  #now: number
  #monotonic = 0
  readonly #timers = new Set<Timer>()
  readonly #outside = new Set<Promise<unknown>>()

  constructor(start: Date | string = '2026-01-05T09:00:00Z') {
    this.#now = new Date(start).getTime()
  }

  now(): Date {
    return new Date(this.#now)
  }

  monotonic(): number {
    return this.#monotonic
  }

  after(ms: number, then: () => void): Cancel {
    const timer: Timer = { at: this.#monotonic + Math.max(ms, 0), fire: then }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** Timers that have not fired. */
  get waiting(): number {
    return this.#timers.size
  }

  /** Lets `ms` pass: fires each timer at its time, and lets what it began settle before the next. */
  async advance(ms: number): Promise<void> {
    const until = this.#monotonic + ms
    await this.#settled()
    for (;;) {
      const next = [...this.#timers].filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (!next) break
      this.#pass(next.at - this.#monotonic)
      this.#timers.delete(next)
      next.fire()
      await this.#settled()
    }
    this.#pass(until - this.#monotonic)
    await this.#settled()
  }

  /** Moves the wall clock alone, as when somebody sets it: monotonic time and timers stay. */
  jump(ms: number): void {
    this.#now += ms
  }

  /** Lets no time pass before something outside has settled: a disk, another process. */
  during<T>(work: Promise<T>): Promise<T> {
    const over = (): void => void this.#outside.delete(settling)
    const settling = work.then(over, over)
    this.#outside.add(settling)
    return work
  }

  /** Waits until whatever has begun has settled. */
  async #settled(): Promise<void> {
    await quiet()
    while (this.#outside.size > 0) {
      await Promise.all(this.#outside)
      await quiet()
    }
  }

  #pass(ms: number): void {
    this.#now += ms
    this.#monotonic += ms
  }
}

/** Turns of the event loop that what goes on inside this process takes at most before it asks a store, a clock or a disk. */
const TURNS = 6

/** Waits until promises that depend on nothing outside have settled. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise(resolve => setImmediate(resolve))
}
