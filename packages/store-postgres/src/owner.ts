import { PaperclipError } from '@paperclip/core'
import { migrate, MIGRATIONS, schemaState, type SqlSession, type Statement } from '@paperclip/store-kysely'
import pg from 'pg'
import { Combinations } from './combinations.ts'
import { PipelinedSession } from './pipelined-session.ts'
import { connecting, nameOf } from './pool.ts'
import { explained } from './postgres-error.ts'
import type { Serving } from './serving-role.ts'

/** A migration of much data may take long, and another node may be at it. */
const PATIENCE_MS = 30 * 60_000
const LOCK = "select pg_advisory_xact_lock(hashtextextended('paperclip migrations', 0))"

/** Connections of nodes to this database, but for the one that asks. */
const NODES: Statement = {
  sql: "select count(*) from pg_stat_activity where datname = current_database() and usename = $1 and application_name = 'paperclip' and pid <> $2 and pid <> pg_backend_pid()", gives: 'rows', parameters: [],
}

/** The connection of the one that asks, as seen from here: nobody sees the connections of another server, nor takes those to another database for its own. */
const SAME: Statement = { sql: 'select count(*) from pg_stat_activity where datname = current_database() and usename = $1 and pid = $2', gives: 'rows', parameters: [] }

/** As the owner of the tables: brings the schema up to date, alone among those that try and with no older node at work, and grants the serving role what it needs. */
export async function prepareAsOwner(ownerUrl: string, { role, pid, name: served }: Serving): Promise<void> {
  const name = nameOf(ownerUrl), client = new pg.Client(connecting({ url: ownerUrl, connections: 1, deadlineMs: PATIENCE_MS }))
  client.on('error', () => {})
  const transaction = async <T>(first: string, work: (session: SqlSession) => Promise<T>): Promise<T> => {
    const session = new PipelinedSession(client, { name, combinations: new Combinations() })
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
    await transaction('set transaction isolation level repeatable read', async session => {
      const { rows: [[isSame] = []] } = await session.run(SAME, [role, pid])
      if (Number(isSame) !== 1) throw new PaperclipError('misconfigured', `url leads to ${served}, and ownerUrl to another database, ${name}, so nothing was changed. Name the same one in both.`)
      const state = await schemaState(session, { dialect: 'postgres', name })
      if (state.kind === 'empty' || state.version === MIGRATIONS.length) return
      const { rows: [[nodes] = []] } = await session.run(NODES, [role, pid])
      if (Number(nodes) === 0) return
      throw new PaperclipError('misconfigured',
        `Nodes of an older version still serve from ${name} (${Number(nodes)} connections of "${role}"), and would go on with tables they do not know, so nothing was changed. Stop them, then open it again.`)
    })
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

/** Rows of every table and the functions of claims; of what marks the database as Paperclip's only a look, and of the log nothing that alters a record. The wall is not for it to move. */
const grants = (role: string): string => `
do $$ begin
  execute format('grant usage on schema %I to ${role}', current_schema());
  execute format('grant select, insert, update, delete on all tables in schema %I to ${role}', current_schema());
end $$;
revoke insert, update, delete on paperclip_meta from ${role};
revoke update on audit_records from ${role};
grant execute on function paperclip_next_due(bigint), paperclip_claim(bigint, bigint, text, bigint) to ${role};`
