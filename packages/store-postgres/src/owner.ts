import { PaperclipError } from '@paperclip/core'
import { migrate, MIGRATIONS, schemaState, type SqlSession, type Statement } from '@paperclip/store-kysely'
import pg from 'pg'
import { Combinations } from './combinations.ts'
import { PipelinedSession } from './pipelined-session.ts'
import { connecting, nameOf } from './pool.ts'
import { explained } from './postgres-error.ts'
import { outsideWall, type Serving } from './serving-role.ts'

/** A migration of much data may take long, and another node may be at it. */
const PATIENCE_MS = 30 * 60_000
const LOCK = "select pg_advisory_xact_lock(hashtextextended('paperclip migrations', 0))"

/** Connections of nodes to this database, but for the one that asks. */
const NODES: Statement = {
  sql: "select count(*) from pg_stat_activity where datname = current_database() and usename = $1 and application_name = 'paperclip' and pid <> $2 and pid <> pg_backend_pid()", gives: 'rows', parameters: [],
}

/** The connection of the one that asks, as seen from here: nobody sees the connections of another server, nor takes those to another database for its own. And whether it will own what the owner makes. */
const SAME: Statement = {
  sql: `select (select count(*) from pg_stat_activity where datname = current_database() and usename = $1 and pid = $2),
    exists (select 1 from pg_roles r where r.rolname = $1 and pg_has_role(r.oid, current_user, 'member'))`,
  gives: 'rows', parameters: [],
}

/**
 * As the owner of the tables: brings the schema up to date, alone among those that try and with no older node at work, and grants the serving role what it needs. Throws `misconfigured` with nothing
 * changed where a wall is required and the serving role would own what it stands before.
 */
export async function prepareAsOwner(ownerUrl: string, { role, pid, name: served }: Serving, wall: 'required' | 'waived'): Promise<void> {
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
      const { rows: [[isSame, owns] = []] } = await session.run(SAME, [role, pid])
      if (wall === 'required' && owns === true) throw outsideWall({ role, name: served, why: 'owns' })
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
      write: (_company, work) => transaction(LOCK, async session => {
        await session.script(OWN)
        return work(session)
      }),
    })
    await transaction(LOCK, session => session.script(OWN + grants(role)))
  } finally {
    await client.end()
  }
}

/** What an owner may do with its own tables, whoever took it away: an earlier version did where the owner served. */
const OWN = `
do $$ declare own record; begin
  for own in select c.oid::regclass as name, c.relowner::regrole as owner from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relname in ('paperclip_meta', 'audit_records') and pg_has_role(c.relowner, 'member') loop
    execute format('grant all on %s to %s', own.name, own.owner);
  end loop;
end $$;`

/** Rows of every table and the functions of claims; of what marks the database as Paperclip's only a look, and of the log nothing that alters a record, but for a role that owns them. The wall is not for it to move. */
const grants = (role: string): string => `
do $$ declare
  role constant text := ${pg.escapeLiteral(role)};
  place constant text := current_schema();
begin
  execute format('grant usage on schema %I to %I', place, role);
  execute format('grant select, insert, update, delete on all tables in schema %I to %I', place, role);
  execute format('grant execute on function paperclip_next_due(bigint), paperclip_claim(bigint, bigint, text, bigint) to %I', role);
  if not pg_has_role(role, (select relowner from pg_class where oid = 'paperclip_meta'::regclass), 'member') then
    execute format('revoke insert, update, delete on paperclip_meta from %I', role);
    execute format('revoke update on audit_records from %I', role);
  end if;
end $$;`
