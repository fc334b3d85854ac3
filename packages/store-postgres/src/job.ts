import type { SqlSession } from '@paperclip/store-kysely'
import type { PipelinedSession } from './pipelined-session.ts'
import { endsTransaction, explained } from './postgres-error.ts'

/** How a work went: it may be kept, it must leave nothing, or the whole transaction was broken under it. */
export type Went = 'done' | 'refused' | 'broken'

type Work<T> = (session: SqlSession) => Promise<T>

/** Whoever waits for a work. */
export interface Waiting<T> { resolve(result: T): void; reject(error: unknown): void }

/** A work that waits for its turn in its company. It may run more than once: the last time counts. */
export interface Job {
  /** Runs it in a transaction that is open, behind a savepoint of its own. */
  run(session: PipelinedSession, name: string): Promise<Went>
  /** Runs it in a transaction of its own, and tells how that went. */
  alone(write: <T>(work: Work<T>) => Promise<T>): Promise<void>
  /** Tells whoever waits how it went when it last ran. */
  tell(): void
  /** Tells whoever waits that nothing of it was kept. */
  fail(error: unknown): void
}

/** A work and who waits for it. He hears nothing before `tell`: a refusal, too, may rest on what a commit can still lose. */
export function jobOf<T>(work: Work<T>, { resolve, reject }: Waiting<T>): Job {
  let tell = () => {}
  return {
    async run(session, name) {
      try {
        const result = await session.attend(work(session))
        if (session.failure) throw explained(session.failure.error, name)                 // the work caught it, or did not wait for it
        tell = () => resolve(result)
        return 'done'
      } catch (error) {
        tell = () => reject(error)
        return session.failure && endsTransaction(session.failure.error) ? 'broken' : 'refused'
      } finally {
        session.end()
      }
    },
    async alone(write) {
      try {
        resolve(await write(work))
      } catch (error) {
        reject(error)
      }
    },
    tell: () => tell(),
    fail: reject,
  }
}
