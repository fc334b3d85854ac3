import { PaperclipError, type Clock } from '@paperclip/core'
import type { SqlSession, SqlSnapshot } from '@paperclip/store-kysely'
import pg, { type Pool, type PoolClient } from 'pg'
import { PipelinedSession, type Spoken } from './pipelined-session.ts'
import { explained, isAway, isInTheWay, isLost, mayPass } from './postgres-error.ts'
import { fateOf, markOf, type Mark } from './transaction-fate.ts'

export interface TransactionsOptions extends Spoken {
  pool: Pool
  deadlineMs: number
  clock: Clock
  chance(): number
  /** Whether a server that gives no connection is waited for: it was there before, and nobody closes. */
  isPatient(): boolean
}

/** What came of a transaction. A refusal is of its work alone, or would be the same for everybody who wants that company, or that database. */
export type Outcome<T> = { kind: 'done'; value: T; hasWritten: boolean } | Refusal
interface Refusal { kind: 'refused'; error: unknown; of: 'work' | 'everybody' }

/** What came of one attempt at a transaction. If it was disturbed nothing was kept, and it was nobody's fault: it may run again. */
type Attempt<T> = Outcome<T> | { kind: 'disturbed'; error: unknown }

const MOST_ATTEMPTS = 20
/** As many may wait for a connection. */
const MOST_WAITING = 1_000
const SPREAD_MS = 5
/** A connection that could not be had is tried for again after so long, and up to twice that. */
const CONNECT_AGAIN_MS = 50
const HELD_MS = 10 * 60_000

/** Transactions on pooled connections: what goes before a work, in the same flight as its first statement, and what becomes of it. */
export class Transactions {
  readonly #options: TransactionsOptions

  constructor(options: TransactionsOptions) {
    this.#options = options
  }

  /** A work that writes, alone in its company. It runs again after it met another in a deadlock, or its connection was lost before it could commit. Never rejects. */
  tryToWrite<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<Outcome<T>> {
    return this.#undisturbed(client => this.#write(client, company, work))
  }

  /** The same, but for whoever is alone with it. Throws what it was refused with. */
  async write<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<{ value: T; hasWritten: boolean }> {
    const outcome = await this.tryToWrite(company, work)
    if (outcome.kind === 'refused') throw outcome.error
    return outcome
  }

  /** A work that reads one snapshot. It runs again, on another one, after its connection was lost. */
  async read<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<T> {
    const outcome = await this.#undisturbed(client => this.#read(client, company, work))
    if (outcome.kind === 'refused') throw outcome.error
    return outcome.value
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

  async #undisturbed<T>(attempt: (client: PoolClient) => Promise<Attempt<T>>): Promise<Outcome<T>> {
    const { clock, chance, deadlineMs, name } = this.#options, began = clock.monotonic()
    try {
      for (let attempts = 1; ; attempts++) {
        const came = await attempt(await this.connect(began))
        if (came.kind !== 'disturbed') return came
        if (attempts >= MOST_ATTEMPTS || clock.monotonic() - began >= deadlineMs) return { kind: 'refused', error: explained(came.error, name), of: isAway(came.error) ? 'everybody' : 'work' }
        await this.#pause(chance() * SPREAD_MS)
      }
    } catch (error) {
      return { kind: 'refused', error, of: 'everybody' }
    }
  }

  async #read<T>(client: PoolClient, company: string | null, work: (session: SqlSession) => Promise<T>): Promise<Attempt<T>> {
    const session = new PipelinedSession(client, this.#options), begun = session.send({ text: `begin isolation level repeatable read read only; select ${entering(company)}` })
    try {
      return { kind: 'done', value: await session.attend(work(session)), hasWritten: false }
    } catch (error) {
      return await failed(session.failure, { error, begun })
    } finally {
      session.end()
      rollBack(client, session)
    }
  }

  async #write<T>(client: PoolClient, company: string | null, work: (session: SqlSession) => Promise<T>): Promise<Attempt<T>> {
    const { name } = this.#options, session = new PipelinedSession(client, this.#options), begun = session.send({ text: beginningOf(company) })
    let value: T, mark: Mark
    try {
      value = await session.attend(work(session))
      mark = await markOf(client, begun)
    } catch (error) {
      session.end()
      rollBack(client, session)
      return failed(session.failure, { error, begun })
    }
    try {
      await session.commit()
    } catch (error) {
      client.release(true)
      return isLost(error) ? this.#settled(mark, { value, hasWritten: session.hasWritten, error }) : failed({ error }, { error: explained(error, name), begun })
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
      return { kind: 'refused', error: unknown, of: 'everybody' }
    }
  }

  /** A connection of the pool. One that cannot be had at the moment is tried for until the deadline, which began at `since`. Throws `unavailable` where there is none to be had, `misconfigured` where there never will be. */
  async connect(since: number = this.#options.clock.monotonic()): Promise<PoolClient> {
    const { pool, name, clock, chance, deadlineMs, isPatient } = this.#options
    for (;;) {
      if (pool.waitingCount >= MOST_WAITING) throw new PaperclipError('unavailable', `${MOST_WAITING} others wait for a connection to ${name} already. Try again, and look whether it is slow.`)
      try {
        return await pool.connect()
      } catch (error) {
        if (!mayPass(error) || !isPatient() || clock.monotonic() - since >= deadlineMs) throw explained(error, name)
      }
      await this.#pause((1 + chance()) * CONNECT_AGAIN_MS)
    }
  }

  #pause(ms: number): Promise<void> {
    return new Promise(resolve => void this.#options.clock.after(ms, resolve))
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

/** What a failure is: nobody's, or that of the work, or everybody's where the transaction had not even begun, or the server is not to be had. */
async function failed(failure: { error: unknown } | undefined, { error, begun }: { error: unknown; begun: Promise<unknown> }): Promise<Exclude<Attempt<never>, { kind: 'done' }>> {
  if (!failure) return { kind: 'refused', error, of: 'work' }
  if (isInTheWay(failure.error) || isLost(failure.error)) return { kind: 'disturbed', error: failure.error }
  const hasBegun = await begun.then(() => true, () => false)
  return { kind: 'refused', error, of: hasBegun && !isAway(failure.error) ? 'work' : 'everybody' }
}

/** Gives a connection back once it has forgotten its transaction; nobody waits for that. */
export function rollBack(client: PoolClient, session: PipelinedSession): void {
  if (session.failure && isLost(session.failure.error)) return client.release(true)
  client.query('rollback').then(() => client.release(), () => client.release(true))
}
