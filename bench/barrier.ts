import type { Store } from '@paperclip/core'

/**
 * A store whose transactions wait for each other: as many as were asked for begin together, and none is heard of before all have ended. So the time they
 * take is nothing but theirs, whatever their callers do in between.
 */
export class Barrier {
  readonly store: Store
  /** Milliseconds that transactions took, by the clock, since this was last set. */
  took = 0
  /** Milliseconds of processor time they took. */
  worked = 0
  #many = 0
  #running = 0
  #began = { at: 0, worked: 0 }
  #waiting: (() => void)[] = []
  #ended: (() => void)[] = []

  constructor(inner: Store) {
    this.store = { ...inner, transact: (company, work) => this.#pass(() => inner.transact(company, work)) }
  }

  /** From here on so many begin together; 0 lets them pass as they come. */
  gather(many: number): void {
    this.#many = many
    this.took = 0
    this.worked = 0
  }

  async #pass<T>(act: () => Promise<T>): Promise<T> {
    if (this.#many === 0) return act()
    await new Promise<void>(resolve => {
      this.#waiting.push(resolve)
      if (this.#waiting.length < this.#many) return
      this.#running = this.#waiting.length
      this.#began = { at: performance.now(), worked: worked() }
      this.#waiting.splice(0).forEach(go => go())
    })
    const outcome = await act().then(value => ({ value }), (error: unknown) => ({ error }))
    this.#running--
    await new Promise<void>(resolve => {
      this.#ended.push(resolve)
      if (this.#running > 0) return
      this.took += performance.now() - this.#began.at
      this.worked += worked() - this.#began.worked
      this.#ended.splice(0).forEach(go => go())
    })
    if ('error' in outcome) throw outcome.error
    return outcome.value
  }
}

/** Milliseconds of processor time this process has used. */
export function worked(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
