import type { Clock } from '@paperclip/core'
import type { SqlStore, Statement } from '@paperclip/store-kysely'

/** How a server is, as whoever runs it wants to know. */
export interface ServerFacts {
  version: string
  role: string
  /** Whether row level security holds the role. */
  isWalled: boolean
  /** Connections of everybody to the server, and how many it takes. */
  connections: number
  mostConnections: number
  /** How much the database takes. */
  bytes: number
  /** How far the server's clock is ahead of this machine's, in milliseconds; half of what the question took is allowed for. */
  aheadMs: number
}

const FACTS: Statement = {
  sql: `select current_setting('server_version'), current_user,
      not (r.rolsuper or r.rolbypassrls) and not exists (
        select 1 from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relrowsecurity and pg_has_role(c.relowner, 'member')),
      (select count(*) from pg_stat_activity where backend_type = 'client backend'), current_setting('max_connections')::bigint, pg_database_size(current_database())
    from pg_roles r where r.rolname = current_user`,
  gives: 'rows', parameters: [],
}
const NOW: Statement = { sql: 'select (extract(epoch from clock_timestamp()) * 1000)::bigint', gives: 'rows', parameters: [] }

/** Asks the server of a store about itself. `clock` is that of this machine. */
export async function serverFacts({ driver }: Pick<SqlStore, 'driver'>, clock: Clock): Promise<ServerFacts> {
  return driver.read(null, async session => {
    const { rows: [[version, role, isWalled, connections, most, bytes] = []] } = await session.run(FACTS, [])
    const began = clock.monotonic()
    const { rows: [[now] = []] } = await session.run(NOW, [])
    const aheadMs = Math.round(Number(now) - (clock.now().getTime() - (clock.monotonic() - began) / 2))
    return { version: String(version), role: String(role), isWalled: isWalled === true, connections: Number(connections), mostConnections: Number(most), bytes: Number(bytes), aheadMs }
  })
}
