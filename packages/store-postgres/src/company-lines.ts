import { PaperclipError, type Cancel, type Clock } from '@paperclip/core'

/** As many may wait in the line of one company. */
const MOST_WAITING = 1_000

interface Waiting { go(): void; cancel: Cancel }

/**
 * A line per company before the connections: a hot company has one of them at a time, and leaves the others to the rest. Nobody waits in it without an end,
 * nor does it grow without one: what a slow database cannot serve is refused.
 */
export class CompanyLines {
  readonly #lines = new Map<string, Waiting[]>()
  readonly #clock: Clock
  readonly #deadlineMs: number
  readonly #name: string

  constructor({ clock, deadlineMs, name }: { clock: Clock; deadlineMs: number; name: string }) {
    this.#clock = clock
    this.#deadlineMs = deadlineMs
    this.#name = name
  }

  /** Runs `act` once those of the same company that came before have ended, whatever came of them. Throws `unavailable` if that takes too long, or too many wait. */
  async inLine<T>(company: string, act: () => Promise<T>): Promise<T> {
    await this.#turn(company)
    try {
      return await act()
    } finally {
      this.#next(company)
    }
  }

  #turn(company: string): Promise<void> {
    const line = this.#lines.get(company)
    if (!line) {
      this.#lines.set(company, [])
      return Promise.resolve()
    }
    if (line.length >= MOST_WAITING) return Promise.reject(this.#refusal(`${MOST_WAITING} others wait already`))
    return new Promise((resolve, reject) => {
      const leave = () => {
        line.splice(line.indexOf(waiting), 1)
        reject(this.#refusal(`${this.#deadlineMs} ms were not enough for those before it`))
      }
      const waiting: Waiting = { go: resolve, cancel: this.#clock.after(this.#deadlineMs, leave) }
      line.push(waiting)
    })
  }

  #next(company: string): void {
    const next = this.#lines.get(company)?.shift()
    if (!next) return void this.#lines.delete(company)
    next.cancel()
    next.go()
  }

  #refusal(why: string): PaperclipError {
    return new PaperclipError('unavailable', `A transaction waited in vain for its turn in its company on ${this.#name}: ${why}. Nothing was written; try again, and look whether the database is slow.`)
  }
}
