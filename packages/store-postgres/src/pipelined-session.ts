import { PaperclipError } from '@paperclip/core'
import { strayed } from '@paperclip/core/store'
import type { SqlResult, SqlSession, SqlValue, Statement } from '@paperclip/store-kysely'
import pg, { type ClientBase, type QueryArrayConfig, type QueryConfig, type QueryResult } from 'pg'
import type { Combinations } from './combinations.ts'
import { Flight } from './flight.ts'
import { explained } from './postgres-error.ts'

// taken when the module loads: fake timers of a test must not hold the guard back
const { setImmediate, clearImmediate } = globalThis

const NOTHING: SqlResult = { rows: [], changes: 0 }

/** The database that a connection leads to: what messages call it, and which statements go there as one. */
export interface Spoken { name: string; combinations: Combinations }

/**
 * A transaction as its work sees it. Statements are sent without waiting for those before them; a write that nobody waits for is told of, if it fails,
 * by the commit. After the first failure, and after the work has ended, every call throws.
 */
export class PipelinedSession implements SqlSession {
  readonly #client: ClientBase
  readonly #name: string
  readonly #flight: Flight
  #failure: { error: unknown } | undefined
  #state: 'open' | 'ended' = 'open'
  #wrote = false
  #flying = 0
  #gathering = false
  #guard: NodeJS.Immediate | undefined
  #stray: ((error: unknown) => void) | undefined

  constructor(client: ClientBase, { name, combinations }: Spoken) {
    this.#client = client
    this.#name = name
    this.#flight = new Flight(query => this.#send(query), combinations)
  }

  /** What PostgreSQL said that ended it, if it did. */
  get failure(): { error: unknown } | undefined {
    return this.#failure
  }

  /** Whether its work has changed anything that others may wait for. */
  get hasWritten(): boolean {
    return this.#wrote
  }

  async run(statement: Statement, values: readonly SqlValue[]): Promise<SqlResult> {
    this.#check()
    if (statement.gives !== 'nothing') return this.#flight.ask(statement, values)
    this.#wrote = true
    this.#flight.write(statement, values)
    return NOTHING
  }

  async script(text: string): Promise<void> {
    this.#check()
    await this.send({ text })
  }

  /** Sends what belongs to no work, such as `begin`. */
  send(query: QueryConfig): Promise<QueryResult> {
    this.#flight.leave()
    return this.#send(query)
  }

  #send(query: QueryConfig | QueryArrayConfig): Promise<QueryResult> {
    this.#flying++
    if (this.#guard) clearImmediate(this.#guard)
    this.#gather()
    const sent = this.#client.query(query).catch((error: unknown): never => {
      this.#failure ??= { error }
      throw explained(this.#failure.error, this.#name)
    }).finally(() => {
      this.#flying--
      this.#watch()
    })
    sent.catch(() => {})                                   // whoever waits for it hears of it, and so does the commit
    return sent
  }

  /** Waits for a work, which may await nothing but this session: whoever has nothing in flight and still waits at the next turn of the event loop does. */
  attend<T>(pending: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#stray = reject
      this.#watch()
      pending.then(value => {
        this.#flight.leave()
        resolve(value)
      }, reject).finally(() => {
        this.#stray = undefined
        if (this.#guard) clearImmediate(this.#guard)
      })
    })
  }

  /** The end of its work. */
  end(): void {
    this.#state = 'ended'
    this.#flight.end(ended)
    this.#stray = undefined
    if (this.#guard) clearImmediate(this.#guard)
  }

  /** Commits. Throws what failed on the way, as PostgreSQL said it; nothing was kept then, unless the connection was lost: that leaves it open. */
  async commit(): Promise<void> {
    this.end()
    await this.send({ text: 'commit' }).then(({ command }) => {
      // PostgreSQL "commits" a transaction that failed, by rolling it back
      if (command !== 'COMMIT' && !this.#failure) this.#failure = { error: new PaperclipError('unavailable', `${this.#name} rolled a transaction back. Try again.`) }
    }, () => {})
    if (this.#failure) throw this.#failure.error
  }

  /** What is sent before the event loop goes on leaves in one piece. */
  #gather(): void {
    if (this.#gathering || !(this.#client instanceof pg.Client)) return
    const { stream } = this.#client.connection
    this.#gathering = true
    stream.cork()
    process.nextTick(() => {
      this.#gathering = false
      stream.uncork()
    })
  }

  #watch(): void {
    if (this.#flying > 0 || !this.#stray) return
    const stray = this.#stray
    this.#guard = setImmediate(() => stray(strayed()))
  }

  #check(): void {
    if (this.#failure) throw explained(this.#failure.error, this.#name)
    if (this.#state === 'ended') throw ended()
  }
}

const ended = (): PaperclipError => new PaperclipError('misconfigured', 'This transaction has ended: nothing more can be read or written in it.')
