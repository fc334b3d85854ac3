import { foundCompany, sampleRow, verifiedChain } from '@paperclip/core/testing'
import type { Store } from '@paperclip/core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { openPostgres, type PostgresOptions } from './open-postgres.ts'
import { onPostgres, rowsOf, socketOf, testDatabase, throughPort, type TestDatabase } from './testing/test-database.ts'
import { tcpProxy, type TcpProxy, type Weather } from './testing/tcp-proxy.ts'

const DEADLINE_MS = 400
/** What may pass after the deadline before the answer is there: the grace of the connection, and a busy machine. */
const LATE_MS = 4_000

let database: TestDatabase | undefined
let companies = 0
afterAll(() => database?.drop())

/** A store whose network has weather, and one beside it in the fair. */
async function overNetwork(options: Partial<PostgresOptions> = {}): Promise<{ store: Store; fair: Store; proxy: TcpProxy; company: string; url: string }> {
  const { url } = database ??= await testDatabase(), proxy = await tcpProxy(socketOf(url))
  const fair = await openPostgres({ url }), store = await openPostgres({ url: throughPort(url, proxy.port), deadlineMs: DEADLINE_MS, ...options })
  onTestFinished(async () => {
    proxy.weather = { kind: 'fair' }
    await Promise.all([store.close(), fair.close()])
  })
  return { store, fair, proxy, company: await foundCompany(fair, { id: `cmp_${++companies}` }), url }
}

const counted = (store: Store, company: string) => store.transact(company, async tx => {
  const before = await tx.get('session', 'counter'), count = typeof before?.state === 'number' ? before.state + 1 : 1
  await tx.put('session', sampleRow('session', 'bare', { id: 'counter', state: count }))
  const after = sampleRow('goal', 'bare', { id: `goal_${count}` })
  await tx.record({ action: 'goal.create', noun: 'goal', before: null, after, at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null })
  return count
})
const countOf = async (store: Store, company: string) => (await store.read(company, view => view.get('session', 'counter')))?.state ?? 0

/** What a call came to, and how long that took. */
async function timed(act: Promise<unknown>): Promise<{ code: unknown; ms: number }> {
  const began = performance.now()
  const code = await act.then(() => 'done', (error: unknown) => (error instanceof Error ? Reflect.get(error, 'code') : error))
  return { code, ms: performance.now() - began }
}

const { describe, it } = onPostgres

describe('a network in the way of PostgreSQL', () => {
  it('C2: finds a commit whose answer was lost, and does not repeat it', async () => {
    const { store, fair, proxy, company } = await overNetwork()
    await counted(store, company)
    for (let n = 2; n < 12; n++) {
      proxy.weather = { kind: 'cut', after: 'commit\0', delivered: 'yes' }
      expect(await counted(store, company)).toBe(n)
      expect(proxy.weather.kind).toBe('fair')
      expect(await countOf(fair, company)).toBe(n)
    }
    expect((await verifiedChain(fair, company)).length).toBe(12)
  })

  it('C2: runs a work again whose commit never arrived', async () => {
    const { store, fair, proxy, company } = await overNetwork()
    for (let n = 1; n < 6; n++) {
      proxy.weather = { kind: 'cut', after: 'commit\0', delivered: 'no' }
      expect(await counted(store, company)).toBe(n)
      expect(proxy.weather.kind).toBe('fair')
    }
    expect((await verifiedChain(fair, company)).length).toBe(6)
  })

  it('C2: finds a commit after its answer was waited for in vain', async () => {
    const { store, fair, proxy, company } = await overNetwork()
    proxy.weather = { kind: 'silent', after: 'commit\0' }
    const counting = counted(store, company)
    while (await countOf(fair, company) === 0) await new Promise(resolve => setImmediate(resolve))
    proxy.weather = { kind: 'fair' }
    expect(await counting).toBe(1)
    expect((await verifiedChain(fair, company)).length).toBe(2)
  })

  it('C2: says that it may have happened, where nobody can be asked', async () => {
    const { store, fair, proxy, company } = await overNetwork()
    proxy.weather = { kind: 'silent', after: 'commit\0' }
    const counting = counted(store, company).catch((error: unknown) => error)
    while (await countOf(fair, company) === 0) await new Promise(resolve => setImmediate(resolve))
    proxy.weather = { kind: 'black hole' }
    expect(await counting).toMatchObject({ code: 'unavailable', message: expect.stringContaining('may have happened') })
    expect(await countOf(fair, company)).toBe(1)
    proxy.weather = { kind: 'fair' }
    expect(await counted(store, company)).toBe(2)
  })

  it('C2: runs a work again whose connection was reset before its commit', async () => {
    const { store, fair, proxy, company } = await overNetwork()
    await counted(store, company)
    proxy.weather = { kind: 'cut', after: 'begin isolation level read committed', delivered: 'yes' }
    expect(await counted(store, company)).toBe(2)
    expect(proxy.weather.kind).toBe('fair')
    expect((await verifiedChain(fair, company)).length).toBe(3)
  })

  it('C2: finds a commit, and runs again what did not come to one, after the other side was said to have ended', async () => {
    const { store, fair, proxy, company } = await overNetwork()
    for (let n = 1; n < 9; n++) {
      proxy.weather = { kind: 'half closed', after: n % 2 === 0 ? 'commit\0' : 'begin isolation level read committed' }
      expect(await counted(store, company)).toBe(n)
      expect(proxy.weather.kind).toBe('fair')
      expect(await countOf(fair, company)).toBe(n)
    }
    expect((await verifiedChain(fair, company)).length).toBe(9)
  })

  it('C2: finds a commit that many share whose answer was lost, and repeats nothing of it', async () => {
    const { store, fair, proxy, company } = await overNetwork({ deadlineMs: 5_000 })
    for (let n = 0; n < 5; n++) {
      await new Promise(resolve => setImmediate(resolve))                    // nobody is in line any more: the first goes alone
      const first = counted(store, company), together = Array.from({ length: 8 }, () => counted(store, company))
      await first
      proxy.weather = { kind: 'cut', after: 'commit\0', delivered: n % 2 === 0 ? 'yes' : 'no' }
      expect(await Promise.all(together)).toEqual(Array.from({ length: 8 }, (_, at) => n * 9 + at + 2))
      expect(proxy.weather.kind).toBe('fair')
    }
    expect(await countOf(fair, company)).toBe(45)
    expect((await verifiedChain(fair, company)).length).toBe(46)
  })

  it('C2: runs each alone of those that share a transaction whose connection is lost on the way', async () => {
    const { store, fair, proxy, company } = await overNetwork({ deadlineMs: 5_000 })
    const first = counted(store, company), together = Array.from({ length: 8 }, () => counted(store, company))
    await first
    proxy.weather = { kind: 'cut', after: 'release work', delivered: 'yes' }
    expect(await Promise.all(together)).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
    expect(proxy.weather.kind).toBe('fair')
    expect((await verifiedChain(fair, company)).length).toBe(10)
  })

  it('goes on after every connection was reset at once', async () => {
    const { store, proxy, company } = await overNetwork()
    await Promise.all([1, 2, 3, 4].map(() => store.read(company, view => view.get('company', company))))
    proxy.reset()
    while (proxy.open > 0) await new Promise(resolve => setImmediate(resolve))
    expect(await counted(store, company)).toBe(1)
  })

  const calls: Readonly<Record<string, (store: Store, company: string) => Promise<unknown>>> = {
    transact: counted,
    read: (store, company) => store.read(company, view => view.get('company', company)),
    'instance.company': (store, company) => store.instance.company(company),
    'instance.companies': store => store.instance.companies({}),
    'alarms.claim': store => store.alarms.claim({ owner: 'me', leaseMs: 1, limit: 1 }),
    'alarms.renew': (store, companyId) => store.alarms.renew({ companyId, agentId: 'a', owner: 'me', fence: 1 }, 1),
    'alarms.nextDue': store => store.alarms.nextDue(),
  }
  const weathers: Readonly<Record<string, Weather>> = { 'a black hole': { kind: 'black hole' }, 'a server slower than the deadline': { kind: 'slow', ms: 60_000 } }
  for (const [what, weather] of Object.entries(weathers)) {
    it(`F4, R6: every call has an end behind ${what}, on connections that were open and on new ones, and works again after it`, async () => {
      const { store, proxy, company } = await overNetwork({ connections: 20 })
      await Promise.all(Object.values(calls).map(call => call(store, company)))
      proxy.weather = weather
      for (const connections of ['open', 'new']) {
        const ends = await Promise.all(Object.entries(calls).map(async ([call, act]) => ({ call, ...await timed(act(store, company)) })))
        for (const { call, code, ms } of ends) {
          expect({ connections, call, code }).toEqual({ connections, call, code: 'unavailable' })
          expect(ms).toBeLessThan(2 * DEADLINE_MS + LATE_MS)
        }
      }
      proxy.weather = { kind: 'fair' }
      await Promise.all(Object.values(calls).map(call => call(store, company)))
    })
  }

  it('F4: is given up when a store is opened, too', async () => {
    const { proxy, url } = await overNetwork()
    proxy.weather = { kind: 'black hole' }
    const { code, ms } = await timed(openPostgres({ url: throughPort(url, proxy.port), deadlineMs: DEADLINE_MS }))
    expect(code).toBe('unavailable')
    expect(ms).toBeLessThan(2 * DEADLINE_MS + LATE_MS)
  })

  it('F4: gives a company back that a node holds who is gone without a word', async () => {
    const { store, fair, proxy, company, url } = await overNetwork()
    await counted(fair, company)
    proxy.weather = { kind: 'silent', after: 'begin isolation level read committed' }
    const lost = counted(store, company).catch((error: unknown) => error)
    while ((await rowsOf(url, "select 1 from pg_locks where locktype = 'advisory' and granted")).length === 0) await new Promise(resolve => setImmediate(resolve))
    expect(await counted(fair, company)).toBe(2)
    expect(await lost).toMatchObject({ code: 'unavailable' })
    expect((await verifiedChain(fair, company)).length).toBe(3)
  })

  it('F4, R1: claims of other nodes go on while one is cut off in the middle of its claim, also when there is work in no other company', async () => {
    const { store, fair, proxy, company } = await overNetwork({ deadlineMs: 5_000 }), other = await foundCompany(fair, { id: `cmp_${++companies}` })
    const due = (id: string, at: string) => fair.transact(at, tx => tx.put('alarm', sampleRow('alarm', 'bare', { id, dueAt: new Date(0) })))
    await due('lost', company)
    await store.alarms.nextDue()
    proxy.weather = { kind: 'silent', after: 'paperclip_claim' }
    let isOver = false
    const lost = store.alarms.claim({ owner: 'far', leaseMs: 60_000, limit: 10 }).catch((error: unknown) => error).finally(() => { isOver = true })
    const { adminUrl } = database ?? { adminUrl: '' }
    while ((await rowsOf(adminUrl, "select 1 from pg_stat_activity where state = 'idle in transaction' and query like '%paperclip_claim%'")).length === 0) await new Promise(resolve => setImmediate(resolve))
    expect(await fair.alarms.claim({ owner: 'near', leaseMs: 60_000, limit: 10 })).toEqual([])
    await due('found', other)
    expect((await fair.alarms.claim({ owner: 'near', leaseMs: 60_000, limit: 10 })).map(({ alarm }) => alarm.id)).toEqual(['found'])
    expect(isOver).toBe(false)
    proxy.weather = { kind: 'fair' }
    await lost
  })

  it('F4: ends a statement that the server does not', async () => {
    const { store, company, url } = await overNetwork()
    const { adminUrl } = database ?? { adminUrl: url }
    const holding = rowsOf(adminUrl, `select pg_advisory_lock(hashtextextended('paperclip company ${company}', 0)), pg_sleep(1.5)`)
    const free = async () => (await rowsOf(adminUrl, "select 1 from pg_locks where locktype = 'advisory' and granted")).length === 0
    while (await free()) await new Promise(resolve => setImmediate(resolve))
    const { code, ms } = await timed(counted(store, company))
    expect(code).toBe('unavailable')
    expect(ms).toBeLessThan(DEADLINE_MS + LATE_MS)
    await holding
    expect(await counted(store, company)).toBe(1)
  })
})
