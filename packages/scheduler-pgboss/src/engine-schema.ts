import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { PaperclipError } from '@paperclip/core'
import { PgBoss } from 'pg-boss'
import pg from 'pg'
import { connecting, nameOf, onConnection, type Reach } from './reach.ts'

/** The version of pg-boss's tables: it says so in its package alone. */
export const ENGINE_VERSION = engineVersion()
/** Where hints wait for a node with room. */
export const HINTS = 'paperclip-hints'
/** Where those end that no node could look after. */
export const DEAD_HINTS = 'paperclip-dead-hints'

/** An upgrade of the engine's tables may take long, and another node may be at it. */
const PATIENCE_MS = 30 * 60_000
const LOCK = "select pg_advisory_lock(hashtextextended('paperclip pgboss', 0))"
const LOOK_AGAIN_MS = 200
const BUILD_EVERY_SECONDS = 10

/** A hint is news for a minute: by then every node has looked for itself. Heartbeats tell of a node that died with one. */
const QUEUE = {
  policy: 'short', notify: true, deadLetter: DEAD_HINTS,
  retentionSeconds: 60, deleteAfterSeconds: 60, expireInSeconds: 60, heartbeatSeconds: 10, retryLimit: 3, retryDelay: 1,
} as const
const DEAD_QUEUE = { policy: 'short', retentionSeconds: 86_400, deleteAfterSeconds: 60 } as const

/** What every engine of ours does without: schedules are alarms, hints do not wait for each other, and indexes are the owner's. */
export const OURS = { schedule: false, reindex: false, monitorVacuum: false, flowIntervalSeconds: 86_400 } as const

/** As the owner, alone among those that try: lays out pg-boss's tables or brings them up to date, makes the queues, and grants the serving role what it needs. */
export async function prepareEngine({ url, schema, deadlineMs }: Reach, ownerUrl: string): Promise<void> {
  const role = await onConnection({ url, deadlineMs }, async client => String((await client.query<{ role: string }>('select current_user as role')).rows[0]?.role))
  const owner = { url: ownerUrl, deadlineMs: PATIENCE_MS }
  await onConnection(owner, async client => {
    await client.query(LOCK)
    await layOut(owner, schema)
    await client.query(grants(schema, pg.escapeIdentifier(role)))
  })
}

async function layOut(owner: Pick<Reach, 'url' | 'deadlineMs'>, schema: string): Promise<void> {
  const boss = new PgBoss({ ...OURS, ...connecting(owner), schema, max: 2, supervise: false, migrate: true, createSchema: true, bamIntervalSeconds: BUILD_EVERY_SECONDS })
  let trouble: unknown
  boss.on('error', error => void (trouble = error))
  try {
    await boss.start()
    await boss.createQueue(DEAD_HINTS, DEAD_QUEUE)
    await boss.createQueue(HINTS, QUEUE)
    // an upgrade builds its indexes behind its back, and only as the owner
    while ((await boss.getBamStatus()).some(({ status }) => status === 'pending' || status === 'in_progress')) {
      if (trouble) throw trouble
      await pause(LOOK_AGAIN_MS)
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Throws `misconfigured` where the engine's tables are not there, or not of its version. */
export async function checkEngine(reach: Reach): Promise<void> {
  const version = await onConnection(reach, client => versionOf(client, reach.schema))
  if (version === ENGINE_VERSION) return
  const found = version === null ? `has no pg-boss in schema "${reach.schema}"` : `has pg-boss schema ${version}, and this version needs ${ENGINE_VERSION}`
  throw new PaperclipError('misconfigured', `${nameOf(reach.url)} ${found}. Start a scheduler once with ownerUrl, the url of the role that owns it, to bring it up to date.`)
}

async function versionOf(client: pg.Client, schema: string): Promise<number | null> {
  const { rows: [found] } = await client.query<{ there: boolean }>("select exists (select 1 from pg_tables where schemaname = $1 and tablename = 'version') as there", [schema])
  if (found?.there !== true) return null
  const { rows: [row] } = await client.query<{ version: number }>(`select version from ${pg.escapeIdentifier(schema)}.version`)
  return row?.version ?? null
}

/** The rows of jobs, the marks of who tended them last, and nothing else: no table, queue or function is the serving role's to change. */
const grants = (schema: string, role: string): string => {
  const within = pg.escapeIdentifier(schema)
  return `
grant usage on schema ${within} to ${role};
grant select, insert, update, delete on ${within}.job, ${within}.job_common to ${role};
grant select, delete on ${within}.job_dependency to ${role};
grant select, update on ${within}.queue, ${within}.version to ${role};`
}

function engineVersion(): number {
  const { pgboss }: { pgboss: { schema: number } } = createRequire(import.meta.url)('pg-boss/package.json')
  return pgboss.schema
}
