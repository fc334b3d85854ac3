import { inThisTurn } from '@paperclip/core/store'
import type { SqlSession } from '@paperclip/store-kysely'
import type { Connection } from './connection.ts'
import { OpenSession } from './open-session.ts'
import { explained } from './sqlite-error.ts'

/** How a work went: it may be committed, it must leave nothing, or SQLite itself failed under it and may have ended the transaction. */
export type Went = 'done' | 'refused' | 'broken'

/** Whoever waits for a work. */
export interface Waiting<T> { resolve(result: T): void; reject(error: unknown): void }

/** A work that waits for its turn. It may be run more than once: the last time counts. */
export interface Job {
  run(connection: Connection, file: string): Promise<Went>
  /** Tells whoever waits how it went when it last ran. */
  tell(): void
  /** Tells whoever waits that nothing of it was kept. */
  fail(error: unknown): void
}

/** A work and who waits for it. He hears nothing before `tell`: a refusal, too, may rest on what a commit can still lose. */
export function jobOf<T>(work: (session: SqlSession) => Promise<T>, { resolve, reject }: Waiting<T>): Job {
  let tell = () => {}
  return {
    async run(connection, file) {
      const session = new OpenSession(connection, file)
      try {
        const result = await inThisTurn(work(session))
        if (session.failure) throw session.failure.error              // the work caught it, but what it then wrote may be lost
        tell = () => resolve(result)
        return 'done'
      } catch (error) {
        tell = () => reject(explained(error, file))
        return session.failure?.isOfDatabase ? 'broken' : 'refused'
      } finally {
        session.end()
      }
    },
    tell: () => tell(),
    fail: reject,
  }
}
