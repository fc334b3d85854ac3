import type { ServerResponse } from 'node:http'

/** How many requests of one line are worked on at once: of those that look, and of those that change something. */
export interface Places { looks: number; changes: number }

/** Whose line a request stands in, what for, and its answer: whoever hangs up gives their place away. */
export interface Standing { name: string; kind: keyof Places; raw: ServerResponse }

/** Who waits in one line, in order, and how many of it are worked on. */
interface Line { key: string; most: number; inHand: number; waiting: Set<() => void> }

/**
 * A line for everybody who asks. Whoever asks for much at once waits for themselves: what others wait for is no more than the few requests of each line that are worked on at once.
 */
export class Lines {
  readonly #places: Places
  readonly #lines = new Map<string, Line>()

  constructor(places: Places) {
    this.#places = places
  }

  /** Waits until it is a request's turn, and gives what frees its place again. For whoever hangs up before that nothing is done: then this does not resolve. */
  enter({ name, kind, raw }: Standing): Promise<() => void> {
    if (raw.destroyed) return Promise.resolve(() => {})                  // nobody is there any more, and nothing would give the place back
    const line = this.#line(`${kind} ${name}`, this.#places[kind])
    return new Promise(resolve => {
      let isInHand = false
      const turn = (): void => {
        isInHand = true
        resolve(leave)
      }
      const leave = (): void => {
        line.waiting.delete(turn)
        if (isInHand) line.inHand--
        isInHand = false
        this.#goOn(line)
      }
      raw.once('close', leave)
      line.waiting.add(turn)
      this.#goOn(line)
    })
  }

  #line(key: string, most: number): Line {
    const line = this.#lines.get(key) ?? { key, most, inHand: 0, waiting: new Set() }
    this.#lines.set(key, line)
    return line
  }

  #goOn(line: Line): void {
    for (const turn of line.waiting) {
      if (line.inHand >= line.most) return
      line.waiting.delete(turn)
      line.inHand++
      turn()
    }
    if (line.inHand === 0) this.#lines.delete(line.key)
  }
}
