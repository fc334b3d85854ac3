import { PaperclipError } from '@paperclip/core'
import type { SqlSession } from '@paperclip/store-kysely'
import type { Connection } from './connection.ts'
import { Gathering } from './gathering.ts'
import { jobOf, type Job } from './job.ts'
import type { Patience } from './patience.ts'
import { Transactions } from './transactions.ts'

// taken when the module loads: fake timers of a test must not hold the line up
const { setImmediate } = globalThis

const MOST = 64
const FOR_MS = 5
const TOGETHER_MS = 25

export interface LineOptions {
  file: string
  patience: Patience
  /** Begins a transaction so that nothing after it can find the database busy. */
  begin(connection: Connection): void
  /** What those have in common that wait when a turn comes: the snapshot they read, or the commit of what they write. */
  share: 'snapshot' | 'commit'
}

/**
 * The works of one connection, one after another, in the order they came. Up to 64 of those that wait when a turn comes, or as many as 25 ms allow, share
 * one transaction, so that one commit reaches the disk for all of them; every 5 ms the event loop has a turn in between.
 */
export class Line {
  readonly #options: LineOptions
  readonly #transactions: Transactions
  readonly #gathering: Gathering
  readonly #queue: Job[] = []
  #state: 'idle' | 'serving' = 'idle'
  #closing = false
  #drained: (() => void) | undefined

  constructor(connection: Connection, options: LineOptions) {
    this.#options = options
    this.#transactions = new Transactions(connection, { ...options, forMs: FOR_MS, togetherMs: TOGETHER_MS })
    this.#gathering = new Gathering(options.patience.clock, { most: MOST, forMs: FOR_MS })
  }

  /** Runs a work in its turn; it may be run again. Its result, and its refusal, are held until the transaction has ended. */
  push<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new PaperclipError('unavailable', `The store on ${this.#options.file} is closed.`))
    // works have a turn of the loop to themselves, and nobody hears of them before it is over: whoever calls now is the work
    if (this.#transactions.isWorking) return Promise.reject(new PaperclipError('misconfigured', 'A transaction cannot begin inside another one. Do both in one, or one after the other.'))
    return new Promise<T>((resolve, reject) => {
      this.#queue.push(jobOf(work, { resolve, reject }))
      this.#wake()
    })
  }

  /** Lets those who wait have their turn, takes nobody new, and resolves when nobody is left. */
  close(): Promise<void> {
    this.#closing = true
    return new Promise(resolve => {
      if (this.#state === 'idle') resolve()
      else this.#drained = resolve
    })
  }

  #wake(): void {
    if (this.#state === 'serving') return
    this.#state = 'serving'
    setImmediate(() => void this.#turn())
  }

  async #turn(): Promise<void> {
    const isGathering = this.#options.share === 'commit' && this.#gathering.goesOn(this.#queue.length)
    if (!isGathering) await this.#serve()
    if (this.#queue.length > 0) return void setImmediate(() => void this.#turn())
    this.#state = 'idle'
    this.#drained?.()
  }

  async #serve(): Promise<void> {
    const waiting = this.#queue.length
    const refused = await this.#transactions.begin()
    if (refused) return this.#queue.splice(0, waiting).forEach(job => job.fail(refused.error))        // all of them have waited for it
    const jobs = this.#queue.splice(0, MOST)
    const served = await this.#share(jobs)
    this.#gathering.taken(served)
    this.#queue.unshift(...jobs.slice(served))
  }

  /** Gives jobs their turn in the transaction that was begun. Returns how many had it. */
  async #share(jobs: readonly Job[]): Promise<number> {
    if (this.#options.share === 'snapshot') return this.#transactions.read(jobs)
    const [first, second] = jobs
    if (!first || second) return this.#transactions.together(jobs)
    await this.#transactions.alone(first)
    return 1
  }
}
