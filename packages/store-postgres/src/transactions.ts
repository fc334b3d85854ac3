import { PaperclipError, type Clock } from '@paperclip/core'
import type { SqlSession, SqlSnapshot } from '@paperclip/store-kysely'
import pg, { type Pool, type PoolClient } from 'pg'
import { PipelinedSession, type Spoken } from './pipelined-session.ts'
import { explained, isInTheWay, isLost } from './postgres-error.ts'
import { fateOf, type Mark } from './transaction-fate.ts'

export interface TransactionsOptions extends Spoken { pool: Pool; deadlineMs: number; clock: Clock; chance(): number }

/** What came of one attempt at a transaction. */
type Attempt<T> =
  | { kind: 'done'; value: T; hasWritten: boolean }
  | { kind: 'refused'; error: unknown }
  /** Nothing was kept, and it was nobody's fault: it may run again. */
  | { kind: 'disturbed'; error: unknown }

const MOST_ATTEMPTS = 20
/** As many may wait for a connection. */
const MOST_WAITING = 1_000
const SPREAD_MS = 5
const HELD_MS = 10 * 60_000

/** Transactions on pooled connections: what goes before a work, in the same flight as its first statement, and what becomes of it. */
export class Transactions {
  readonly #options: TransactionsOptions

  constructor(options: TransactionsOptions) {
    this.#options = options
  }

  /** A work that writes, alone in its company. It runs again after it met another in a deadlock, or its connection was lost before it could commit. */
  async write<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<{ value: T; hasWritten: boolean }> {
    const { clock, chance, deadlineMs, name } = this.#options, began = clock.monotonic()
    for (let attempts = 1; ; attempts++) {
      const attempt = await this.#attempt(company, work)
      if (attempt.kind === 'done') return attempt
      if (attempt.kind === 'refused') throw attempt.error
      if (attempts >= MOST_ATTEMPTS || clock.monotonic() - began >= deadlineMs) throw explained(attempt.error, name)
      await new Promise<void>(resolve => void clock.after(chance() * SPREAD_MS, resolve))
    }
  }

  /** A work that reads one snapshot. */
  async read<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<T> {
    const client = await this.connect(), session = new PipelinedSession(client, this.#options)
    void session.send({ text: `begin isolation level repeatable read read only; select ${entering(company)}` })
    try {
      return await session.attend(work(session))
    } finally {
      session.end()
      rollBack(client, session)
    }
  }

  /** A snapshot that is held between statements. Its reader may take its time: the server waits longer for it than for works. */
  async snapshot(company: string): Promise<SqlSnapshot> {
    const client = await this.connect(), session = new PipelinedSession(client, this.#options)
    void session.send({ text: `begin isolation level repeatable read read only; select ${entering(company)}; set local idle_in_transaction_session_timeout = ${HELD_MS}` })
    return {
      session,
      end: async () => {
        session.end()
        rollBack(client, session)
      },
    }
  }

  async #attempt<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<Attempt<T>> {
    const { name } = this.#options
    const client = await this.connect(), session = new PipelinedSession(client, this.#options)
    const begun = session.send({ text: beginningOf(company) })
    let value: T, mark: Mark
    try {
      value = await session.attend(work(session))
      mark = markIn(await begun)
    } catch (error) {
      session.end()
      rollBack(client, session)
      return failed(session.failure, error)
    }
    try {
      await session.commit()
    } catch (error) {
      client.release(true)
      return isLost(error) ? this.#settled(mark, { value, hasWritten: session.hasWritten, error }) : failed({ error }, explained(error, name))
    }
    client.release()
    return { kind: 'done', value, hasWritten: session.hasWritten }
  }

  /** What became of a commit that was not answered: that is in the database. Throws `unavailable` if it does not say. */
  async fateOf(mark: Mark, error: unknown): Promise<'committed' | 'aborted'> {
    const { pool, clock, deadlineMs, name } = this.#options
    const fate = await fateOf(mark, pool, { clock, forMs: deadlineMs })
    if (fate !== 'unknown') return fate
    throw new PaperclipError('unavailable', `The connection to ${name} was lost during a commit: it may have happened, or not. Look before you repeat it, or repeat it under its key.`, { cause: error })
  }

  async #settled<T>(mark: Mark, { value, hasWritten, error }: { value: T; hasWritten: boolean; error: unknown }): Promise<Attempt<T>> {
    try {
      return await this.fateOf(mark, error) === 'committed' ? { kind: 'done', value, hasWritten } : { kind: 'disturbed', error }
    } catch (unknown) {
      return { kind: 'refused', error: unknown }
    }
  }

  /** A connection of the pool. Throws `unavailable` where there is none to be had. */
  async connect(): Promise<PoolClient> {
    const { pool, name } = this.#options
    if (pool.waitingCount >= MOST_WAITING) throw new PaperclipError('unavailable', `${MOST_WAITING} others wait for a connection to ${name} already. Try again, and look whether it is slow.`)
    try {
      return await pool.connect()
    } catch (error) {
      throw explained(error, name)
    }
  }
}

/** What goes before a work that writes: it enters its company, says what its transaction is found by, and takes the lock. */
export const beginningOf = (company: string | null): string =>
  `begin isolation level read committed; select ${entering(company)}, ${MARK}${company === null ? '' : `, ${PLANNED_ONCE}`}; ${company === null ? '' : lockOf(company)}`

/**
 * Statements are planned once for all values on each connection. What works of a company ask is found by keys and declared orders, so that no value asks for another plan; and to plan a
 * combination anew costs more than to run it, which the server would do for the first five times, and for ever where it deems its guess at other values too dear.
 */
const PLANNED_ONCE = "set_config('plan_cache_mode', 'force_generic_plan', true)"

const MARK = 'pg_current_xact_id()::text as xid, pg_backend_pid() as pid'

/** Goes behind the wall of a company, or above all of them, for this transaction. */
function entering(company: string | null): string {
  return `set_config('paperclip.company', ${pg.escapeLiteral(company ?? '')}, true), set_config('paperclip.scope', '${company === null ? 'instance' : ''}', true)`
}

/**
 * The lock of a company is on its name, so that one which is being founded has it too. It is asked for in a statement of its own: the next ones see what
 * the holder before wrote.
 */
const lockOf = (company: string): string => `select pg_advisory_xact_lock(hashtextextended(${pg.escapeLiteral(`paperclip company ${company}`)}, 0))`

/** Several statements sent as one have a result each. */
export function markIn(results: unknown): Mark {
  const [, found] = Array.isArray(results) ? results as { rows?: { xid?: unknown; pid?: unknown }[] }[] : []
  const row = found?.rows?.[0]
  return { xid: String(row?.xid), pid: Number(row?.pid) }
}

const failed = (failure: { error: unknown } | undefined, error: unknown): Attempt<never> =>
  (failure && (isInTheWay(failure.error) || isLost(failure.error)) ? { kind: 'disturbed', error: failure.error } : { kind: 'refused', error })

/** Gives a connection back once it has forgotten its transaction; nobody waits for that. */
export function rollBack(client: PoolClient, session: PipelinedSession): void {
  if (session.failure && isLost(session.failure.error)) return client.release(true)
  client.query('rollback').then(() => client.release(), () => client.release(true))
}
