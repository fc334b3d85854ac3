import { onPostgres, rowsOf, socketOf, tcpProxy, testDatabase, throughPort, type TestDatabase } from '@paperclip/store-postgres/testing'
import { PgBoss } from 'pg-boss'
import { afterEach, beforeEach, expect, onTestFinished } from 'vitest'
import { pgbossFacts, preparePgboss } from './engine-facts.ts'
import { HINTS } from './engine-schema.ts'
import { pgbossScheduler, type PgbossSchedulerOptions } from './pgboss-scheduler.ts'
import { SharedAlarms } from './testing/shared-alarms.ts'

const { describe, it } = onPostgres
/** So long that nothing but a hint can be what wakes a node. */
const NEVER_MS = 600_000
/** A heartbeat, the look for lapsed ones, and the next question for hints: ten seconds each at the most. */
const IN_TIME = { timeout: 30_000, interval: 50 }

describe('hints that are in trouble', () => {
  let database: TestDatabase, alarms: SharedAlarms
  beforeEach(async () => {
    database = await testDatabase('empty')
    alarms = new SharedAlarms()
    await preparePgboss(database, database.ownerUrl)
  })
  afterEach(() => database?.drop())

  async function node(claiming: () => void = () => {}, options: Partial<PgbossSchedulerOptions> = {}) {
    const scheduler = pgbossScheduler({ url: database.url, sweepMs: NEVER_MS, lateMs: NEVER_MS, ...options })
    onTestFinished(async () => {
      const stopped = scheduler.stop({ drainMs: 1 })
      alarms.end()
      await stopped
    })
    await scheduler.start(alarms.beat('one', claiming))
    return scheduler
  }

  /** Gives hints as another node does, and takes as many of them as it is told to. */
  async function elsewhere(agents: readonly string[], { takes }: { takes: number }): Promise<void> {
    const boss = new PgBoss({ connectionString: database.url, migrate: false, schedule: false, supervise: false, reindex: false, monitorVacuum: false, max: 1 })
    await boss.start()
    await boss.insert(HINTS, agents.map(agentId => ({ singletonKey: `com_1/${agentId}`, data: { companyId: 'com_1', agentId, dueAt: new Date(0).toISOString() } })))
    if (takes > 0) expect(await boss.fetch(HINTS, { batchSize: takes })).toHaveLength(takes)
    await boss.stop({ graceful: false })
  }

  it('go to another node where the one that took them died, and what is over is removed', async () => {
    await elsewhere(['a'], { takes: 1 })
    await rowsOf(database.adminUrl, "update pgboss.job set heartbeat_on = heartbeat_on - interval '10 s'")
    await rowsOf(database.adminUrl, `insert into pgboss.job (name, policy, state, completed_on, deletion_seconds) values ('${HINTS}', 'short', 'completed', now() - interval '2 min', 60)`)
    await node()
    alarms.due('a')
    await expect.poll(() => alarms.begun, IN_TIME).toEqual([{ node: 'one', agentId: 'a' }])
    await expect.poll(() => rowsOf(database.adminUrl, "select 1 from pgboss.job where completed_on < now() - interval '1 min'"), IN_TIME).toEqual([])
  }, 60_000)

  it('are laid aside after four tries in vain, and counted', async () => {
    let tries = 0, isAway = false
    await node(() => {
      if (!isAway) return
      tries++
      throw new Error('the store is away')
    })
    isAway = true
    alarms.due('a')
    await elsewhere(['a'], { takes: 0 })
    await expect.poll(() => pgbossFacts(database), IN_TIME).toMatchObject({ waiting: 0, dead: 1 })
    expect(tries).toBeGreaterThanOrEqual(4)
  }, 60_000)

  it('are counted while nobody has room for them', async () => {
    await elsewhere(['a', 'b', 'c'], { takes: 1 })
    expect(await pgbossFacts(database)).toMatchObject({ waiting: 2, dead: 0 })
  })

  it('fail the start of a node that has no connection to hear of them on', async () => {
    const name = String((await rowsOf(database.adminUrl, 'select current_database() as name'))[0]?.['name'])
    const limit = (many: number) => rowsOf(database.adminUrl, `alter database ${name} connection limit ${many}`), connections = () => rowsOf(database.adminUrl, "select 1 from pg_stat_activity where application_name = 'paperclip-pgboss' and datname = current_database()")
    await limit(1)
    await expect(node(() => {}, { connections: 1 })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('to be woken on') })
    await expect.poll(connections, { timeout: 10_000 }).toEqual([])
    await limit(-1)
    await node()
    expect(await rowsOf(database.adminUrl, "select 1 from pg_stat_activity where datname = current_database() and query like 'LISTEN %'")).toHaveLength(1)
  })

  it('S2, F4: hold up no stop where the network swallows what is asked', async () => {
    const proxy = await tcpProxy(socketOf(database.url)), deadlineMs = 500
    const one = await node(() => {}, { url: throughPort(database.url, proxy.port), deadlineMs, concurrency: 1 })
    alarms.due('busy')
    one.nudge('com_1', 'busy', new Date(0))
    await expect.poll(() => alarms.begun, IN_TIME).toHaveLength(1)
    proxy.weather = { kind: 'black hole' }
    one.nudge('com_1', 'a', new Date(0))                                  // for which there is no room: it is told to the others, in vain
    const began = performance.now()
    await one.stop({ drainMs: 1 })
    expect(performance.now() - began).toBeLessThan(10 * deadlineMs)
    await expect.poll(() => proxy.open, IN_TIME).toBe(0)
  }, 60_000)
})
