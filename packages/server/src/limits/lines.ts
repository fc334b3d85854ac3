import type { ServerResponse } from 'node:http'

/** How many requests of one line are worked on at once: of those that look, and of those that change something. */
export interface Places { looks: number; changes: number }

/** Whose line a request stands in, what for, and its answer: whoever hangs up gives their place away. */
export interface Standing { name: string; kind: keyof Places; raw: ServerResponse }

/** Who waits in one line, in order, and how many of it are worked on. */
interface Line { most: number; inHand: number; waiting: Set<() => void> }

/** So many lines without anybody in them are remembered at most. */
const MOST_IDLE = 1_000

/**
 * A line for everybody who asks. Whoever asks for much at once waits for themselves: what others wait for is no more than the few requests of each line that are worked on at once.
 * A request that needs not wait leaves every map and set as it is: one that grows and shrinks all the time is made anew all the time, and each old one keeps the next from being
 * collected while it is small.
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
        line.inHand++
        isInHand = true
        resolve(leave)
      }
      const leave = (): void => {
        if (isInHand) line.inHand--
        else if (line.waiting.size > 0) line.waiting.delete(turn)
        isInHand = false
        goOn(line)
      }
      raw.once('close', leave)
      if (line.inHand < line.most) turn()                                // nobody waits in a line that has room
      else line.waiting.add(turn)
    })
  }

  #line(key: string, most: number): Line {
    const known = this.#lines.get(key)
    if (known) return known
    if (this.#lines.size >= MOST_IDLE) for (const [idle, { inHand }] of this.#lines) if (inHand === 0) this.#lines.delete(idle)
    const line = { most, inHand: 0, waiting: new Set<() => void>() }
    this.#lines.set(key, line)
    return line
  }
}

function goOn(line: Line): void {
  if (line.waiting.size === 0) return
  for (const turn of line.waiting) {
    if (line.inHand >= line.most) return
    line.waiting.delete(turn)
    turn()
  }
}
