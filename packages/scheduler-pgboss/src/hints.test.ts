import type { Scheduler } from '@paperclip/core'
import { onPostgres, rowsOf, testDatabase, type TestDatabase } from '@paperclip/store-postgres/testing'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished } from 'vitest'
import { HINTS, prepareEngine } from './engine-schema.ts'
import { pgbossScheduler } from './pgboss-scheduler.ts'
import { SharedAlarms } from './testing/shared-alarms.ts'

const { describe, it } = onPostgres
/** So long that nothing but a hint can be what wakes a node. */
const NEVER_MS = 600_000
const SOON = { timeout: 10_000, interval: 10 }

describe('hints between nodes', () => {
  let database: TestDatabase, alarms: SharedAlarms
  beforeAll(async () => {
    database = await testDatabase()
    await prepareEngine({ url: database.url, schema: 'pgboss', connections: 1, deadlineMs: 10_000 }, database.ownerUrl)
  })
  beforeEach(async () => {
    await rowsOf(database.adminUrl, 'delete from pgboss.job')
    alarms = new SharedAlarms()
  })
  afterAll(() => database?.drop())

  const waiting = async () => (await rowsOf(database.adminUrl, `select data->>'agentId' as agent from pgboss.job where name = '${HINTS}' and state in ('created', 'retry') order by 1`)).map(({ agent }) => agent)
  const connections = async () => (await rowsOf(database.adminUrl, "select 1 from pg_stat_activity where application_name = 'paperclip-pgboss' and datname = current_database()")).length

  /** A node that runs `concurrency` agents at once, and is full already of `full`. */
  async function node(name: string, { concurrency = 1, full = [] as string[], sweepMs = NEVER_MS, claiming = () => {} } = {}): Promise<Scheduler> {
    const scheduler = pgbossScheduler({ url: database.url, concurrency, sweepMs, lateMs: NEVER_MS })
    onTestFinished(async () => {
      const stopped = scheduler.stop({ drainMs: 1 })
      alarms.end()
      await stopped
    })
    alarms.due(...full)
    await scheduler.start(alarms.beat(name, claiming))
    await expect.poll(() => runsOf(...full), SOON).toEqual(full.map(agent => `${agent} on ${name}`))
    return scheduler
  }
  const arm = (scheduler: Scheduler, ...agents: string[]) => {
    alarms.due(...agents)
    for (const agent of agents) scheduler.nudge('com_1', agent, new Date())
  }
  const runsOf = (...agents: string[]) => alarms.begun.filter(({ agentId }) => agents.includes(agentId)).map(({ node: by, agentId }) => `${agentId} on ${by}`).sort()

  it('a node runs what it armed itself, and tells nobody', async () => {
    const one = await node('one', { concurrency: 2 })
    await node('two')
    arm(one, 'a', 'b')
    await expect.poll(() => runsOf('a', 'b'), SOON).toEqual(['a on one', 'b on one'])
    expect(await rowsOf(database.adminUrl, 'select 1 from pgboss.job')).toEqual([])
  })

  it('what a node has no room for runs where there is room', async () => {
    const one = await node('one', { full: ['busy'] })
    await node('two', { full: ['busy too'] })
    await node('three', { concurrency: 2 })
    arm(one, 'a')
    await expect.poll(() => runsOf('a'), SOON).toEqual(['a on three'])
    expect(alarms.failures).toEqual([])
  })

  it('what is armed at once and is too much for one node is spread, and each runs once', async () => {
    const one = await node('one', { concurrency: 2 })
    await node('two', { concurrency: 2 })
    await node('three', { concurrency: 2 })
    const agents = ['a', 'b', 'c', 'd', 'e', 'f']
    arm(one, ...agents)
    await expect.poll(() => runsOf(...agents).length, SOON).toBe(agents.length)
    expect(['one', 'two', 'three'].map(name => alarms.begun.filter(({ node: by }) => by === name).length)).toEqual([2, 2, 2])
    expect(new Set(alarms.begun.map(({ agentId }) => agentId)).size).toBe(agents.length)
  })

  it('hints of an agent become one while nobody has room, and the first who has takes it', async () => {
    const one = await node('one', { full: ['busy'] })
    await node('two', { full: ['busy too'] })
    for (let n = 0; n < 5; n++) {
      arm(one, 'a')
      await expect.poll(waiting, SOON).toEqual(['a'])
    }
    alarms.end('busy too')
    await expect.poll(() => runsOf('a'), SOON).toEqual(['a on two'])
  })

  it('a hint waits for nothing that is due later: the engine has no job for it', async () => {
    const one = await node('one', { full: ['busy'] })
    one.nudge('com_1', 'a', new Date(Date.now() + 3_600_000))
    arm(one, 'b')
    await expect.poll(waiting, SOON).toEqual(['b'])
  })

  it('a hint that a node could not look after goes to another', async () => {
    let tried = 0
    const one = await node('one', { full: ['busy'] })
    await node('two', { claiming: () => {
      tried++
      throw new Error('the store is away')
    } })
    await node('three', { full: ['busy too'] })
    arm(one, 'a')
    await expect.poll(() => tried, SOON).toBeGreaterThan(0)
    await expect.poll(waiting, SOON).toEqual(['a'])
    alarms.end('busy too')
    await expect.poll(() => runsOf('a'), SOON).toEqual(['a on three'])
  })

  it('a lost hint does no harm: every node looks by itself each sweep', async () => {
    const one = await node('one', { full: ['busy'] })
    await node('two', { full: ['busy too'], sweepMs: 50 })
    arm(one, 'a')
    await expect.poll(waiting, SOON).toEqual(['a'])
    await rowsOf(database.adminUrl, 'delete from pgboss.job')
    alarms.end('busy too')
    await expect.poll(() => runsOf('a'), SOON).toEqual(['a on two'])
  })

  it('goes on after all of its connections were ended by the server', async () => {
    const one = await node('one', { full: ['busy'] })
    await node('two')
    await rowsOf(database.adminUrl, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'paperclip-pgboss' and datname = current_database()")
    await expect.poll(() => alarms.failures.length, SOON).toBeGreaterThan(0)
    arm(one, 'a')
    await expect.poll(() => runsOf('a'), { timeout: 15_000, interval: 50 }).toEqual(['a on two'])
  })

  it('S2: no connection is left after a stop', async () => {
    const one = pgbossScheduler({ url: database.url })
    await one.start(alarms.beat('one'))
    expect(await connections()).toBeGreaterThan(1)
    expect(await one.stop({ drainMs: 1_000 })).toEqual({ drained: true, aborted: 0 })
    await expect.poll(connections, SOON).toBe(0)
  })

  it('S2: a stop while it starts leaves nothing, and it may start again', async () => {
    const one = pgbossScheduler({ url: database.url })
    const starting = one.start(alarms.beat('one'))
    await one.stop({ drainMs: 1_000 })
    await starting
    await expect.poll(connections, SOON).toBe(0)
    await one.start(alarms.beat('one'))
    await expect(one.start(alarms.beat('one'))).rejects.toThrow('started already')
    await one.stop({ drainMs: 1_000 })
  })
})
