import type { Connection } from './connection.ts'
import type { Job, Went } from './job.ts'
import { whenFree, type Patience } from './patience.ts'
import { explained } from './sqlite-error.ts'

// taken when the module loads: fake timers of a test must not hold it up
const { setImmediate } = globalThis

export interface TransactionsOptions {
  file: string
  patience: Patience
  /** Begins a transaction so that nothing after it can find the database busy. */
  begin(connection: Connection): void
  /** How long, in milliseconds, works have the event loop to themselves. */
  forMs: number
  /** How long, in milliseconds, works are taken into one commit, turns of the event loop between them included. */
  togetherMs: number
}

/** The transactions of one connection: what has been begun is ended before anybody hears of it. */
export class Transactions {
  readonly #connection: Connection
  readonly #options: TransactionsOptions
  #working = false

  constructor(connection: Connection, options: TransactionsOptions) {
    this.#connection = connection
    this.#options = options
  }

  /** True while a work is in progress. */
  get isWorking(): boolean {
    return this.#working
  }

  /** Begins one, as soon as nobody else holds the lock. Returns why it could not, if it could not. */
  async begin(): Promise<{ error: unknown } | undefined> {
    const { file, patience, begin } = this.#options
    try {
      await whenFree(() => begin(this.#connection), file, patience)
      return undefined
    } catch (error) {
      return { error: explained(error, file) }
    }
  }

  /** Lets jobs read the snapshot that was begun, for as long as there is time and SQLite has no trouble. Returns how many had their turn. */
  async read(jobs: readonly Job[]): Promise<number> {
    const isOver = this.#after(this.#options.forMs)
    const heard: Job[] = []
    for (const job of jobs) {
      if (isOver() && heard.length > 0) break
      heard.push(job)
      if (await this.#run(job) === 'broken') break
    }
    this.#rollBack()
    for (const job of heard) job.tell()
    return heard.length
  }

  /** One job in the transaction that was begun. */
  async alone(job: Job): Promise<void> {
    if (await this.#run(job) !== 'done') {
      this.#rollBack()
      return job.tell()
    }
    try {
      this.#connection.exec('commit')
    } catch (error) {
      this.#rollBack()
      return job.fail(explained(error, this.#options.file))
    }
    job.tell()
  }

  /** Jobs in the transaction that was begun, for as long as there is time; if nothing of it can be kept, each again in one of its own. Returns how many had their turn. */
  async together(jobs: readonly Job[]): Promise<number> {
    const tried: Job[] = []
    if (await this.#commitAll(jobs, tried)) {
      for (const job of tried) job.tell()
      return tried.length
    }
    this.#rollBack()
    for (const job of tried) {
      await nextTurn()
      const refused = await this.begin()
      if (refused) job.fail(refused.error)
      else await this.alone(job)
    }
    return tried.length
  }

  async #commitAll(jobs: readonly Job[], tried: Job[]): Promise<boolean> {
    const { forMs, togetherMs } = this.#options, connection = this.#connection
    const isOver = this.#after(togetherMs)
    let isLong = this.#after(forMs)
    try {
      for (const job of jobs) {
        if (isLong() && tried.length > 0) {
          await nextTurn()                             // others have theirs while the transaction stays open
          if (isOver()) break
          isLong = this.#after(forMs)
        }
        tried.push(job)
        connection.exec('savepoint work')
        const went = await this.#run(job)
        if (went === 'broken') return false
        if (went === 'refused') connection.exec('rollback to work')
        connection.exec('release work')
      }
      connection.exec('commit')
      return true
    } catch {
      return false                                     // whose error it is shows when each runs alone
    }
  }

  async #run(job: Job): Promise<Went> {
    this.#working = true
    try {
      return await job.run(this.#connection, this.#options.file)
    } finally {
      this.#working = false
    }
  }

  #after(ms: number): () => boolean {
    const { patience: { clock } } = this.#options, began = clock.monotonic()
    return () => clock.monotonic() - began >= ms
  }

  #rollBack(): void {
    try {
      this.#connection.exec('rollback')
    } catch {
      // there is no transaction: SQLite ended it with the error that is being told
    }
  }
}

const nextTurn = (): Promise<void> => new Promise(resolve => void setImmediate(resolve))
