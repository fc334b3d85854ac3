import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { PaperclipError } from '@paperclip/core'
import { PgBoss } from 'pg-boss'
import pg from 'pg'
import { connecting, NAMED, nameOf, onConnection, type Reach } from './reach.ts'

/** The version of pg-boss's tables: it says so in its package alone. */
export const ENGINE_VERSION = engineVersion()
/** Where hints wait for a node with room. */
export const HINTS = 'paperclip-hints'
/** Where those end that no node could look after. */
export const DEAD_HINTS = 'paperclip-dead-hints'

/** An upgrade of the engine's tables may take long, and another node may be at it. */
const PATIENCE_MS = 30 * 60_000
const LOCK = "select pg_try_advisory_lock(hashtextextended('paperclip pgboss', 0)) as mine"
const LOOK_AGAIN_MS = 200
const BUILD_EVERY_SECONDS = 10

/**
 * A hint is news for five minutes: long enough that it outlives the node that died with it. Heartbeats tell of that after ten seconds, and one node
 * looks for lapsed ones as often.
 */
const QUEUE = { notify: true, deadLetter: DEAD_HINTS, retentionSeconds: 300, deleteAfterSeconds: 60, expireInSeconds: 60, heartbeatSeconds: 10, retryLimit: 3, retryDelay: 1 } as const
const DEAD_QUEUE = { retentionSeconds: 86_400, deleteAfterSeconds: 60 } as const
/** One waits per agent. */
const POLICY = { policy: 'short' } as const

/** What every engine of ours does without: schedules are alarms, hints do not wait for each other, and indexes are the owner's. How often, in seconds, it looks for hints that are to be tried again, and for those that are over. */
export const OURS = {
  schedule: false, reindex: false, monitorVacuum: false, flowIntervalSeconds: 86_400,
  superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, maintenanceIntervalSeconds: 60,
} as const

/** Connections of nodes to this database, but for those that only ask for this. */
const NODES = `select count(*)::int as nodes from pg_stat_activity where datname = current_database() and usename = $1 and application_name = '${NAMED}'`
/** The connection of the one that asks, as seen from here: nobody sees the connections of another server, nor takes those to another database for its own. */
const SAME = 'select count(*)::int as same from pg_stat_activity where datname = current_database() and usename = $1 and pid = $2'

/**
 * As the owner, alone among those that try and with no node at work on other tables: lays out pg-boss's tables or brings them up to date, makes the queues, and grants the serving role what it needs.
 */
export async function prepareEngine({ url, schema, deadlineMs }: Reach, ownerUrl: string): Promise<void> {
  const owner = { url: ownerUrl, deadlineMs: PATIENCE_MS }
  await onConnection({ url, deadlineMs, name: `${NAMED}-asks` }, async serving => {
    const { rows: [self] } = await serving.query<{ role: string; pid: number }>('select current_user as role, pg_backend_pid() as pid')
    const role = self?.role ?? '', pid = self?.pid ?? 0
    await onConnection(owner, async client => {
      await alone(client, ownerUrl)
      const { rows: [seen] } = await client.query<{ same: number }>(SAME, [role, pid])
      if (seen?.same !== 1) throw new PaperclipError('misconfigured', `url leads to ${nameOf(url)}, and ownerUrl to another database, ${nameOf(ownerUrl)}, so nothing was changed. Name the same one in both.`)
      await checkAlone(client, { schema, role, name: nameOf(url) })
      await layOut(owner, schema)
      await client.query(grants(schema, pg.escapeIdentifier(role)))
    })
  })
}

/** Waits for its turn among those that lay out or upgrade, and asks again and again: an index that is built beside the tables would wait for whoever waits inside a statement, and never be done. */
async function alone(client: pg.Client, ownerUrl: string): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    const { rows: [lock] } = await client.query<{ mine: boolean }>(LOCK)
    if (lock?.mine) return
    await pause(LOOK_AGAIN_MS)
  }
  throw new PaperclipError('unavailable', `Another process has been laying out pg-boss in ${nameOf(ownerUrl)} for ${PATIENCE_MS / 60_000} minutes. Look what it waits for, then try again.`)
}

/** Throws `misconfigured` where the tables are newer than this version, or older and nodes serve from them. */
async function checkAlone(client: pg.Client, { schema, role, name }: { schema: string; role: string; name: string }): Promise<void> {
  const version = await versionOf(client, schema)
  if (version === null || version === ENGINE_VERSION) return
  if (version > ENGINE_VERSION) throw new PaperclipError('misconfigured', `${name} ${otherwise(version)}, so nothing was changed.`)
  const { rows: [found] } = await client.query<{ nodes: number }>(NODES, [role])
  const nodes = found?.nodes ?? 0
  if (nodes === 0) return
  throw new PaperclipError('misconfigured',
    `Nodes of an older version still serve from ${name} (${nodes} connections of pg-boss as "${role}"), and would go on with tables they do not know, so nothing was changed. Stop them, then try again.`)
}

async function layOut(owner: Pick<Reach, 'url' | 'deadlineMs'>, schema: string): Promise<void> {
  const boss = new PgBoss({ ...OURS, ...connecting(owner), schema, max: 2, supervise: false, migrate: true, createSchema: true, bamIntervalSeconds: BUILD_EVERY_SECONDS })
  let trouble: unknown
  boss.on('error', error => void (trouble = error))
  try {
    await boss.start()
    for (const [name, options] of [[DEAD_HINTS, DEAD_QUEUE], [HINTS, QUEUE]] as const) {
      await boss.createQueue(name, { ...POLICY, ...options })
      await boss.updateQueue(name, options)                           // one that was there is left by that as it was
    }
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
  const found = version === null ? `has no pg-boss in schema "${reach.schema}"` : otherwise(version)
  const remedy = version !== null && version > ENGINE_VERSION ? 'Start the newer version.' : 'Start a scheduler once with ownerUrl, the url of the role that owns it, to bring it up to date.'
  throw new PaperclipError('misconfigured', `${nameOf(reach.url)} ${found}. ${remedy}`)
}

const otherwise = (version: number): string => `has pg-boss schema ${version}, and this version needs ${ENGINE_VERSION}`

/** The version of the engine's tables; null where there are none. */
export async function versionOf(client: pg.Client, schema: string): Promise<number | null> {
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
