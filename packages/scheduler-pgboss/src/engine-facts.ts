import pg from 'pg'
import { DEAD_HINTS, ENGINE_VERSION, HINTS, prepareEngine, versionOf } from './engine-schema.ts'
import { onConnection } from './reach.ts'

const SCHEMA = 'pgboss'
const DEADLINE_MS = 10_000

/** Where pg-boss's tables are: the url of the store, and their schema, `pgboss` unless given. */
export interface PgbossPlace { url: string; schema?: string }

/** How pg-boss is in a database, as whoever runs it wants to know. */
export interface PgbossFacts {
  /** The version of its tables; null: they are not laid out. */
  schema: number | null
  /** The version that is needed. */
  needed: number
  /** Hints that no node has taken yet. */
  waiting: number
  /** Hints of the last day that no node could look after. */
  dead: number
}

/** As the owner of the database: lays out pg-boss's tables or brings them up to date, as `ownerUrl` of a scheduler does. Throws `misconfigured` where nodes still serve from older ones. */
export async function preparePgboss({ url, schema = SCHEMA }: PgbossPlace, ownerUrl: string): Promise<void> {
  await prepareEngine({ url, schema, connections: 1, deadlineMs: DEADLINE_MS }, ownerUrl)
}

/** Asks, as the serving role, how pg-boss is. Throws `unavailable` where the database does not answer. */
export async function pgbossFacts({ url, schema = SCHEMA }: PgbossPlace): Promise<PgbossFacts> {
  return onConnection({ url, deadlineMs: DEADLINE_MS }, async client => {
    const version = await versionOf(client, schema), none = { schema: version, needed: ENGINE_VERSION, waiting: 0, dead: 0 }
    if (version !== ENGINE_VERSION) return none
    const { rows: [counted] } = await client.query<{ waiting: number; dead: number }>(
      `select count(*) filter (where name = $1)::int as waiting, count(*) filter (where name = $2)::int as dead from ${pg.escapeIdentifier(schema)}.job where state < 'active' and name in ($1, $2)`, [HINTS, DEAD_HINTS])
    return { ...none, ...counted }
  })
}
