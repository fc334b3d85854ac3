import { migrate, type SqlSession } from '@paperclip/store-kysely'
import pg from 'pg'
import { PipelinedSession } from './pipelined-session.ts'
import { connecting, nameOf } from './pool.ts'
import { explained } from './postgres-error.ts'

/** A migration of much data may take long, and another node may be at it. */
const PATIENCE_MS = 30 * 60_000
const LOCK = "select pg_advisory_xact_lock(hashtextextended('paperclip migrations', 0))"

/** As the owner of the tables: brings the schema up to date, alone among those that try, and grants the serving role what it needs. */
export async function prepareAsOwner(ownerUrl: string, role: string): Promise<void> {
  const name = nameOf(ownerUrl), client = new pg.Client(connecting({ url: ownerUrl, connections: 1, deadlineMs: PATIENCE_MS }))
  client.on('error', () => {})
  const transaction = async <T>(first: string, work: (session: SqlSession) => Promise<T>): Promise<T> => {
    const session = new PipelinedSession(client, name)
    try {
      await session.send({ text: 'begin' })
      await session.send({ text: first })
      const value = await session.attend(work(session))
      await session.commit()
      return value
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw explained(error, name)
    }
  }
  try {
    await client.connect().catch((error: unknown): never => { throw explained(error, name) })
    await migrate({
      dialect: 'postgres', name,
      read: (_company, work) => transaction('set transaction isolation level repeatable read', work),
      write: (_company, work) => transaction(LOCK, work),
    })
    await transaction(LOCK, session => session.script(grants(pg.escapeIdentifier(role))))
  } finally {
    await client.end()
  }
}

/** Rows of every table and the functions of claims; of what marks the database as Paperclip's only a look. The wall is not for it to move. */
const grants = (role: string): string => `
do $$ begin
  execute format('grant usage on schema %I to ${role}', current_schema());
  execute format('grant select, insert, update, delete on all tables in schema %I to ${role}', current_schema());
end $$;
revoke insert, update, delete on paperclip_meta from ${role};
grant execute on function paperclip_next_due(bigint), paperclip_claim(bigint, bigint, text, bigint) to ${role};`
