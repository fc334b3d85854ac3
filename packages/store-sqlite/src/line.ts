import { PaperclipError } from '@paperclip/core'
import { inThisTurn } from '@paperclip/core/store'
import type { SqlSession } from '@paperclip/store-kysely'
import type { Connection } from './connection.ts'
import { OpenSession } from './open-session.ts'
import { whenFree, type Patience } from './patience.ts'
import { explained } from './sqlite-error.ts'

// taken when the module loads: fake timers of a test must not hold the line up
const { setImmediate } = globalThis

export interface LineOptions {
  file: string
  patience: Patience
  /** Begins a transaction so that nothing after it can find the database busy. */
  begin(connection: Connection): void
}

interface Job { run(session: OpenSession): Promise<void>; settle(): void; fail(error: unknown): void }

/** The transactions of one connection, one after another, each in a turn of the event loop of its own. A commit shared by a group would be made in `#serve`. */
export class Line {
  readonly #connection: Connection
  readonly #options: LineOptions
  readonly #queue: Job[] = []
  #state: 'idle' | 'serving' = 'idle'
  #working = false
  #closing = false
  #drained: (() => void) | undefined

  constructor(connection: Connection, options: LineOptions) {
    this.#connection = connection
    this.#options = options
  }

  /** Runs a work in its turn. Its result, and its refusal, are held until the transaction has ended. */
  push<T>(work: (session: SqlSession) => Promise<T>): Promise<T> {
    if (this.#closing) return Promise.reject(new PaperclipError('unavailable', `The store on ${this.#options.file} is closed.`))
    // a work has its turn of the loop to itself, so whoever calls now is the work
    if (this.#working) return Promise.reject(new PaperclipError('misconfigured', 'A transaction cannot begin inside another one. Do both in one, or one after the other.'))
    return new Promise<T>((resolve, reject) => {
      let settle = () => {}
      this.#queue.push({
        run: async session => {
          const result = await inThisTurn(work(session))
          settle = () => resolve(result)
        },
        settle: () => settle(),
        fail: reject,
      })
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
    setImmediate(() => void this.#serveNext())
  }

  async #serveNext(): Promise<void> {
    const job = this.#queue.shift()
    if (job) await this.#serve(job)
    if (this.#queue.length > 0) return void setImmediate(() => void this.#serveNext())
    this.#state = 'idle'
    this.#drained?.()
  }

  async #serve(job: Job): Promise<void> {
    const { file, patience, begin } = this.#options
    const session = new OpenSession(this.#connection, file)
    try {
      await whenFree(() => begin(this.#connection), file, patience)
      this.#working = true
      await job.run(session)
      if (session.failure) throw session.failure.error              // the work caught it, but what it then wrote may be lost
      this.#connection.exec('commit')
    } catch (error) {
      this.#rollBack()
      job.fail(explained(error, file))
      return
    } finally {
      this.#working = false
      session.end()
    }
    job.settle()
  }

  #rollBack(): void {
    try {
      this.#connection.exec('rollback')
    } catch {
      // there is no transaction: it never began, or SQLite ended it with the error that is being told
    }
  }
}
