import { PaperclipError, type Cancel, type Clock } from '@paperclip/core'
import type { Job } from './job.ts'

/** As many may wait in the line of one company. */
const MOST_WAITING = 1_000
/** As many of those that wait have their turn together: PostgreSQL keeps the savepoints of a transaction at hand up to 64. */
const MOST_TOGETHER = 32

interface Waiting { job: Job; cancel: Cancel }

export interface CompanyLinesOptions {
  clock: Clock
  /** How long one may wait for its turn, in milliseconds. */
  deadlineMs: number
  name: string
  /** Gives works of one company their turn, in this order, and tells them. Never rejects. */
  serve(company: string, jobs: readonly Job[]): Promise<void>
}

/**
 * A line per company before the connections: a hot company has one of them at a time, and leaves the others to the rest. Those who wait when a turn comes have it together.
 * Nobody waits in it without an end, nor does it grow without one: what a slow database cannot serve is refused.
 */
export class CompanyLines {
  readonly #lines = new Map<string, Waiting[]>()
  readonly #options: CompanyLinesOptions

  constructor(options: CompanyLinesOptions) {
    this.#options = options
  }

  /** Lines a work up behind those of its company that came before, whatever comes of them. It fails with `unavailable` if that takes too long, or too many wait. */
  push(company: string, job: Job): void {
    const { clock, deadlineMs } = this.#options, line = this.#lines.get(company)
    if (!line) {
      this.#lines.set(company, [])
      return void this.#serve(company, [job])
    }
    if (line.length >= MOST_WAITING) return job.fail(this.#refusal(`${MOST_WAITING} others wait already`))
    const waiting: Waiting = {
      job,
      cancel: clock.after(deadlineMs, () => {
        line.splice(line.indexOf(waiting), 1)
        job.fail(this.#refusal(`${deadlineMs} ms were not enough for those before it`))
      }),
    }
    line.push(waiting)
  }

  async #serve(company: string, first: readonly Job[]): Promise<void> {
    for (let jobs = first; jobs.length > 0; jobs = this.#next(company)) await this.#options.serve(company, jobs)
    this.#lines.delete(company)
  }

  #next(company: string): Job[] {
    const taken = this.#lines.get(company)?.splice(0, MOST_TOGETHER) ?? []
    return taken.map(({ job, cancel }) => {
      cancel()
      return job
    })
  }

  #refusal(why: string): PaperclipError {
    return new PaperclipError('unavailable', `A transaction waited in vain for its turn in its company on ${this.#options.name}: ${why}. Nothing was written; try again, and look whether the database is slow.`)
  }
}
