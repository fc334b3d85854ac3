import { onPostgres, rowsOf, testDatabase, type TestDatabase } from '@paperclip/store-postgres/testing'
import { getRollbackPlans, PgBoss } from 'pg-boss'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { pgbossFacts } from './engine-facts.ts'
import { DEAD_HINTS, ENGINE_VERSION, HINTS, prepareEngine } from './engine-schema.ts'
import { pgbossScheduler, type PgbossSchedulerOptions } from './pgboss-scheduler.ts'
import type { Reach } from './reach.ts'
import { SharedAlarms } from './testing/shared-alarms.ts'

const { describe, it } = onPostgres
/** What the serving role reads of pg-boss, without a wall between companies: hints are ids of a company and an agent, and a time. */
const BEYOND_THE_WALL = ['job', 'job_common', 'job_dependency', 'queue', 'version']

describe('the tables of pg-boss', () => {
  let database: TestDatabase, reach: Reach
  beforeEach(async () => {
    database = await testDatabase('empty')
    reach = { url: database.url, schema: 'pgboss', connections: 1, deadlineMs: 10_000 }
  })
  afterEach(() => database?.drop())

  const versions = () => rowsOf(database.adminUrl, 'select version from pgboss.version')
  const started = async (options: Partial<PgbossSchedulerOptions>) => {
    const scheduler = pgbossScheduler({ url: database.url, ...options })
    try {
      await scheduler.start(new SharedAlarms().beat('one'))
    } finally {
      await scheduler.stop({ drainMs: 1 })
    }
  }

  it('are asked for where they are missing', async () => {
    await expect(started({})).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('ownerUrl') })
  })

  it('are laid out by the owner, whoever of several is first, and serve others from then on', async () => {
    await Promise.all([1, 2, 3].map(() => started({ ownerUrl: database.ownerUrl })))
    await started({})
    expect(await rowsOf(database.adminUrl, 'select name, policy, notify, dead_letter from pgboss.queue order by 1')).toEqual([
      { name: DEAD_HINTS, policy: 'short', notify: false, dead_letter: null },
      { name: HINTS, policy: 'short', notify: true, dead_letter: DEAD_HINTS },
    ])
  })

  it('may have a schema of their own', async () => {
    await started({ ownerUrl: database.ownerUrl, schema: 'paperclip_hints' })
    await started({ schema: 'paperclip_hints' })
    await expect(started({})).rejects.toMatchObject({ code: 'misconfigured' })
  })

  it('are upgraded by the owner, and not served from before', async () => {
    await prepareEngine(reach, database.ownerUrl)
    await rowsOf(database.ownerUrl, getRollbackPlans('pgboss', ENGINE_VERSION))
    await rowsOf(database.ownerUrl, 'update pgboss.version set bam_on = null')             // or the engine lets ten seconds pass between two builds
    expect(await versions()).toEqual([{ version: ENGINE_VERSION - 1 }])
    await expect(started({})).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining(`schema ${ENGINE_VERSION - 1}`) })
    await started({ ownerUrl: database.ownerUrl })
    expect(await versions()).toEqual([{ version: ENGINE_VERSION }])
    expect(await rowsOf(database.adminUrl, "select status from pgboss.bam where status <> 'completed'")).toEqual([])
  })

  it('S3: are not upgraded while a node serves from them, and left as they are', async () => {
    await prepareEngine(reach, database.ownerUrl)
    const node = pgbossScheduler({ url: database.url })
    await node.start(new SharedAlarms().beat('one'))
    await rowsOf(database.ownerUrl, getRollbackPlans('pgboss', ENGINE_VERSION))
    await rowsOf(database.ownerUrl, 'update pgboss.version set bam_on = null')
    await expect(prepareEngine(reach, database.ownerUrl)).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/older version still serve.*\d connections of pg-boss.*nothing was changed/) })
    expect(await versions()).toEqual([{ version: ENGINE_VERSION - 1 }])
    await node.stop({ drainMs: 1 })
    await expect.poll(async () => (await rowsOf(database.adminUrl, "select 1 from pg_stat_activity where datname = current_database() and application_name = 'paperclip-pgboss'")).length, { timeout: 10_000 }).toBe(0)
    await Promise.all([1, 2].map(() => prepareEngine(reach, database.ownerUrl)))                   // whoever waits holds up no index that is built beside it
    expect(await versions()).toEqual([{ version: ENGINE_VERSION }])
  })

  it('S3: of a newer version are left alone, and not served from', async () => {
    await prepareEngine(reach, database.ownerUrl)
    await rowsOf(database.ownerUrl, `update pgboss.version set version = ${ENGINE_VERSION + 1}`)
    await expect(prepareEngine(reach, database.ownerUrl)).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('nothing was changed') })
    await expect(started({})).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('Start the newer version') })
    expect(await pgbossFacts(database)).toMatchObject({ schema: ENGINE_VERSION + 1, needed: ENGINE_VERSION })
  })

  it('are laid out in no other database than the one that is served from', async () => {
    const other = await testDatabase('empty')
    await expect(prepareEngine(reach, other.ownerUrl)).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('another database') })
    expect(await pgbossFacts(other)).toMatchObject({ schema: null })
    await other.drop()
  })

  it('have the queues of this version, whatever they were before', async () => {
    await prepareEngine(reach, database.ownerUrl)
    await rowsOf(database.ownerUrl, 'update pgboss.queue set retention_seconds = 60')
    await prepareEngine(reach, database.ownerUrl)
    expect(await rowsOf(database.adminUrl, `select retention_seconds from pgboss.queue where name = '${HINTS}'`)).toEqual([{ retention_seconds: 300 }])
  })

  it('T2: are not the serving role\'s to change, and it can do all that serving takes', async () => {
    await prepareEngine(reach, database.ownerUrl)
    for (const deed of ['create table pgboss.mine (a int)', 'alter table pgboss.job add a int', 'truncate pgboss.job_common', "select pgboss.create_queue('mine', '{}')", 'delete from pgboss.queue', 'drop schema pgboss cascade']) {
      await expect(rowsOf(database.url, deed), deed).rejects.toThrow(/permission denied|must be owner|not-null/)
    }
    const failed = vi.fn(), boss = new PgBoss({ connectionString: database.url, migrate: false, schedule: false, useListenNotify: true, reindex: false, monitorVacuum: false, max: 1 })
    boss.on('error', failed)
    boss.on('warning', failed)
    await boss.start()
    await boss.insert(HINTS, [{ singletonKey: 'a' }, { singletonKey: 'a' }, { singletonKey: 'b' }])
    const fetched = await boss.fetch(HINTS, { batchSize: 10 })
    expect(fetched).toHaveLength(2)
    for (const job of fetched) await boss.touch(HINTS, job.id)
    await boss.complete(HINTS, fetched[0]!.id)
    await boss.fail(HINTS, fetched[1]!.id)
    await boss.supervise()
    await boss.resolveFlow()
    await boss.stop({ graceful: false })
    expect(failed.mock.calls).toEqual([])
  })

  it('T2: are the one place without a wall between companies, and hold hints of them all alone', async () => {
    await prepareEngine(reach, database.ownerUrl)
    const readable = await rowsOf(database.url, `
      select c.relname as name from pg_class c where c.relnamespace = 'pgboss'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and has_table_privilege(c.oid, 'select') order by 1`)
    expect(readable.map(({ name }) => name), 'beyond the wall, and named in docs/postgresql.md').toEqual(BEYOND_THE_WALL)
    const columns = await rowsOf(database.adminUrl, "select column_name from information_schema.columns where table_schema = 'pgboss' and column_name ~ 'company'")
    expect(columns, 'no company has rows of its own here').toEqual([])
  })

  it('say what is wrong with the way there', async () => {
    await expect(started({ url: database.url.replace(/\/paperclip_test_\w+(?=\?|$)/, '/nowhere') })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('There is no') })
    await expect(started({ url: 'postgres://nobody@127.0.0.1:1/nowhere' })).rejects.toMatchObject({ code: 'unavailable' })
  })

  for (const [field, value] of [['concurrency', 0], ['sweepMs', 1.5], ['lateMs', -1], ['connections', 101], ['deadlineMs', Number.NaN], ['schema', 'Robert"; drop']] as const) {
    it(`are not looked for where ${field} is ${value}`, async () => {
      expect(() => pgbossScheduler({ url: database.url, [field]: value })).toThrow(expect.objectContaining({ code: 'misconfigured', message: expect.stringContaining(`${field}:`) }))
    })
  }
})
