import type { Clock } from '@paperclip/core'
import type { PoolClient } from 'pg'
import type { Job, Went } from './job.ts'
import { PipelinedSession, type Spoken } from './pipelined-session.ts'
import { isLost } from './postgres-error.ts'
import { markOf } from './transaction-fate.ts'
import { beginningOf, rollBack, type Outcome, type Transactions } from './transactions.ts'

/** How long works are taken into one commit, in milliseconds. */
const TOGETHER_MS = 25

export interface SharedCommitOptions extends Spoken {
  transactions: Transactions
  clock: Clock
  /** Something was written that others may wait for. */
  say(): void
}

/** What came of works that shared a transaction: `undone` are those that nothing was kept of, and that nobody was told about. */
interface Shared { heard: readonly Job[]; undone: readonly Job[] }

/**
 * Works of one company that wait together share a transaction: one `begin`, one lock and one commit for all of them. Each stands behind a savepoint, so that one that is refused leaves
 * nothing, and the statements of the next are sent behind its own without waiting for them. If nothing of it could be kept, each runs again in a transaction of its own, so that an error belongs to whoever causes it.
 */
export class SharedCommit {
  readonly #options: SharedCommitOptions

  constructor(options: SharedCommitOptions) {
    this.#options = options
  }

  /** Gives works of a company their turn, in this order. Never rejects. */
  async serve(company: string, jobs: readonly Job[]): Promise<void> {
    for (let left = jobs; left.length > 0;) {
      const { heard, undone } = left.length === 1 ? { heard: left, undone: left } : await this.#together(company, left)
      const away = await this.#alone(company, undone)
      left = left.slice(heard.length)
      if (away) return left.forEach(job => job.fail(away.error))
    }
  }

  /** Each in a transaction of its own. Where the company or the database is not to be had for one, nobody who waited with it waits for the same again: resolves with why. */
  async #alone(company: string, jobs: readonly Job[]): Promise<{ error: unknown } | undefined> {
    for (const [at, job] of jobs.entries()) {
      const last: { outcome?: Outcome<unknown> } = {}
      await job.alone(async work => {
        const outcome = last.outcome = await this.#options.transactions.tryToWrite(company, work)
        if (outcome.kind === 'refused') throw outcome.error
        if (outcome.hasWritten) this.#options.say()
        return outcome.value
      })
      const { outcome } = last
      if (outcome?.kind !== 'refused' || outcome.of === 'work') continue
      for (const other of jobs.slice(at + 1)) other.fail(outcome.error)
      return outcome
    }
    return undefined
  }

  async #together(company: string, jobs: readonly Job[]): Promise<Shared> {
    const { transactions } = this.#options
    try {
      return await this.#share(await transactions.connect(), company, jobs)
    } catch (error) {
      for (const job of jobs) job.fail(error)
      return { heard: jobs, undone: [] }
    }
  }

  async #share(client: PoolClient, company: string, jobs: readonly Job[]): Promise<Shared> {
    const { transactions, say } = this.#options
    const opening = new PipelinedSession(client, this.#options), begun = opening.send({ text: beginningOf(company) })
    const { heard, last, session, hasWritten } = await this.#runAll(client, jobs), closing = new PipelinedSession(client, this.#options)
    if (last === 'broken' || await begun.then(() => false, () => true)) {
      rollBack(client, last === 'broken' ? session : opening)
      return { heard, undone: heard }
    }
    const mark = await markOf(client, begun)
    if (last === 'refused') void closing.send({ text: 'rollback to work' })
    try {
      await closing.commit()
      client.release()
    } catch (error) {
      client.release(true)
      if (!isLost(error)) return { heard, undone: heard }
      const fate = await transactions.fateOf(mark, error).catch((unknown: unknown) => ({ unknown }))
      if (fate === 'aborted') return { heard, undone: heard }
      if (fate !== 'committed') {
        for (const job of heard) job.fail(fate.unknown)
        return { heard, undone: [] }
      }
    }
    if (hasWritten) say()
    for (const job of heard) job.tell()
    return { heard, undone: [] }
  }

  /** As many as there is time for, one behind the other; and the session of the last. */
  async #runAll(client: PoolClient, jobs: readonly Job[]): Promise<{ heard: Job[]; last: Went; session: PipelinedSession; hasWritten: boolean }> {
    const { clock, name } = this.#options, began = clock.monotonic(), heard: Job[] = []
    let last: Went = 'done', session = new PipelinedSession(client, this.#options), hasWritten = false
    for (const job of jobs) {
      if (last === 'broken' || (heard.length > 0 && clock.monotonic() - began >= TOGETHER_MS)) break
      if (heard.length > 0) session = new PipelinedSession(client, this.#options)
      const marked = session.send({ text: heard.length === 0 ? 'savepoint work' : last === 'done' ? 'release work; savepoint work' : 'rollback to work' })
      heard.push(job)
      last = await job.run(session, name)
      // one that is refused at once may not have heard that a write of the work before it failed: to roll back to its mark would lead back to the mark before that
      if (last === 'refused' && await marked.then(() => false, () => true)) last = 'broken'
      hasWritten ||= last === 'done' && session.hasWritten
    }
    return { heard, last, session, hasWritten }
  }
}
