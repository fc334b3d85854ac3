import type { Cancel, Clock } from '../../ports/clock.ts'

interface Timer { at: number; tie: number; order: number; fire: (() => void) | null }

// taken when the module loads: fake timers of a test must not stop this clock
const { setImmediate } = globalThis

/**
 * Time that passes as fast as it can be computed. It goes from timer to timer, and lets what each began settle before the next: everything that runs on
 * it may await promises and this clock, and nothing else. Timers of the same moment fire in the order that `tie` draws.
 */
export class VirtualClock implements Clock {
  #now: number
  #elapsed = 0
  #count = 0
  readonly #timers: Timer[] = []
  readonly #tie: () => number

  constructor(start: Date, tie: () => number = () => 0) {
    this.#now = start.getTime()
    this.#tie = tie
  }

  now(): Date {
    return new Date(this.#now)
  }

  monotonic(): number {
    return this.#elapsed
  }

  after(ms: number, then: () => void): Cancel {
    const timer: Timer = { at: this.#elapsed + Math.max(ms, 0), tie: this.#tie(), order: this.#count++, fire: then }
    this.#push(timer)
    return () => { timer.fire = null }
  }

  /** Lets `ms` pass on this clock, as an awaited moment. */
  wait(ms: number): Promise<void> {
    return new Promise(resolve => { this.after(ms, resolve) })
  }

  /** Moves the wall clock alone, as when somebody sets it. */
  jump(ms: number): void {
    this.#now += ms
  }

  /** Goes to the next timer, if it is within `ms`, and lets what it begins settle. False if there is none: then all of `ms` has passed. */
  async step(ms: number): Promise<boolean> {
    const until = this.#elapsed + ms
    const next = this.#pop(until)
    this.#pass((next?.at ?? until) - this.#elapsed)
    next?.fire?.()
    await new Promise(resolve => setImmediate(resolve))
    return next !== undefined
  }

  /** Lets `ms` pass. */
  async advance(ms: number): Promise<void> {
    const until = this.#elapsed + ms
    await new Promise(resolve => setImmediate(resolve))
    while (await this.step(until - this.#elapsed));
  }

  #pass(ms: number): void {
    this.#now += ms
    this.#elapsed += ms
  }

  /** A binary heap: the earliest timer is at the root. */
  #push(timer: Timer): void {
    const heap = this.#timers
    let at = heap.push(timer) - 1
    for (let above = (at - 1) >> 1; at > 0 && isBefore(timer, heap[above]); at = above, above = (at - 1) >> 1) heap[at] = heap[above] as Timer
    heap[at] = timer
  }

  #pop(until: number): Timer | undefined {
    const heap = this.#timers
    for (let first = heap[0]; first && (first.fire === null || first.at <= until); first = heap[0]) {
      const last = heap.pop() as Timer
      if (heap.length > 0) this.#sink(last)
      if (first.fire !== null) return first
    }
    return undefined
  }

  #sink(timer: Timer): void {
    const heap = this.#timers
    let at = 0
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      const right = heap[below + 1]
      if (right && isBefore(right, heap[below])) below++
      if (!isBefore(heap[below] as Timer, timer)) break
      heap[at] = heap[below] as Timer
      at = below
    }
    heap[at] = timer
  }
}

const isBefore = (one: Timer, other: Timer | undefined): boolean =>
  other !== undefined && (one.at - other.at || one.tie - other.tie || one.order - other.order) < 0
