import type { ServerResponse } from 'node:http'

/** Who is let on in this turn of the event loop under one name, and who waits for the next. */
interface Line { turn: number; taken: number; waiting: (() => void)[] }

/** So many names that nobody waits under are remembered at most. */
const MOST_IDLE = 1_000

/**
 * Shares out the processor of a node: of all that comes under one name so many requests are begun in one turn of the event loop, be they answered or refused. A thousand connections that ask without a
 * pause have as much of each turn as these few, and whoever asks for little waits for no more than that.
 */
export class Turns {
  readonly #most: number
  readonly #lines = new Map<string, Line>()
  readonly #late = new Set<Line>()
  #turn = 0
  #isTurning = false

  constructor(most: number) {
    this.#most = most
  }

  /** Waits until it is a request's turn. For whoever hangs up before that nothing is done: then this does not resolve. Undefined where it is at once. */
  enter(name: string, raw: ServerResponse): Promise<void> | undefined {
    const line = this.#line(name)
    this.#turning()
    if (line.turn !== this.#turn) {
      line.turn = this.#turn
      line.taken = 0
    }
    if (line.waiting.length === 0 && line.taken < this.#most) {
      line.taken++
      return undefined
    }
    return new Promise(resolve => {
      line.waiting.push(resolve)
      this.#late.add(line)
      raw.once('close', () => {
        const at = line.waiting.indexOf(resolve)
        if (at >= 0) line.waiting.splice(at, 1)
      })
    })
  }

  #turning(): void {
    if (this.#isTurning) return
    this.#isTurning = true
    setImmediate(() => this.#next())
  }

  #next(): void {
    this.#isTurning = false
    this.#turn++
    for (const line of this.#late) {
      const next = line.waiting.splice(0, this.#most)
      line.turn = this.#turn
      line.taken = next.length
      if (line.waiting.length === 0) this.#late.delete(line)
      for (const go of next) go()
    }
    if (this.#late.size > 0) this.#turning()
  }

  #line(name: string): Line {
    const known = this.#lines.get(name)
    if (known) return known
    if (this.#lines.size >= MOST_IDLE) for (const [idle, { waiting }] of this.#lines) if (waiting.length === 0) this.#lines.delete(idle)
    const line = { turn: -1, taken: 0, waiting: [] }
    this.#lines.set(name, line)
    return line
  }
}
