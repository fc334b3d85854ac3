import type { Store } from '@paperclip/core'
import { FakeClock, foundCompany, sampleRow } from '@paperclip/core/testing'
import { afterAll, describe as plain, expect, it as test, onTestFinished } from 'vitest'
import { CompanyLines } from './company-lines.ts'
import { jobOf } from './job.ts'
import { openPostgres } from './open-postgres.ts'
import { Bench } from './testing/bench.ts'
import { onPostgres, socketOf, testDatabase, throughPort, type TestDatabase } from './testing/test-database.ts'
import { tcpProxy } from './testing/tcp-proxy.ts'

const { describe, it } = onPostgres
const bench = new Bench()
let database: TestDatabase | undefined
afterAll(async () => {
  await bench.clear()
  await database?.drop()
})

const AGENTS = 40, WRITES = 60, SLOW_MS = 250
const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, 'code') : error)
const NOTHING = { run: () => Promise.reject(new Error('nothing')), script: () => Promise.reject(new Error('nothing')) }
const nextTurn = () => new Promise<void>(resolve => void setImmediate(resolve))

/** A company whose agents `agent-0` and on are leased to `me`. */
async function leased(store: Store, company: string): Promise<void> {
  await foundCompany(store, { id: company, maxRuns: AGENTS })
  await store.transact(company, async tx => {
    for (let n = 0; n < AGENTS; n++) await tx.put('alarm', sampleRow('alarm', 'bare', { id: `agent-${n}`, dueAt: new Date(0) }))
  })
  expect(await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: AGENTS })).toHaveLength(AGENTS)
}
const leaseOf = (companyId: string, n: number) => ({ companyId, agentId: `agent-${n}`, owner: 'me', fence: 1 })
const write = (store: Store, company: string, n: number) => store.transact(company, tx => tx.put('session', sampleRow('session', 'bare', { id: `session-${n}` })))

describe('a slow PostgreSQL', () => {
  it('F3: renews the leases of all runs ahead of everything that waits in their company', async () => {
    const { url } = database ??= await testDatabase(), proxy = await tcpProxy(socketOf(url))
    const store = await openPostgres({ url: throughPort(url, proxy.port), connections: 4 })
    onTestFinished(async () => {
      proxy.weather = { kind: 'fair' }
      await store.close()
    })
    await leased(store, 'cmp_slow')
    proxy.weather = { kind: 'slow', ms: SLOW_MS }
    let written = 0
    const writes = Array.from({ length: WRITES }, async (_, n) => {
      await write(store, 'cmp_slow', n)
      written++
    })
    const renewals = await Promise.all(Array.from({ length: AGENTS }, (_, n) => store.alarms.renew(leaseOf('cmp_slow', n), 60_000)))
    expect(renewals.every(Boolean)).toBe(true)
    expect(written, 'they did not wait for the line').toBeLessThan(WRITES / 2)
    proxy.weather = { kind: 'fair' }
    await Promise.all(writes)
  })

  it('F3, R6: keeps no renewal back behind the lock of its company, nor behind an alarm that somebody else has written', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock())
    await leased(store, 'cmp_a')
    await asAdmin('begin')
    await asAdmin("select pg_advisory_xact_lock(hashtextextended('paperclip company cmp_a', 0))")
    await asAdmin("update alarms set cursor = cursor + 1 where id = 'agent-0'")
    let isRenewed = false
    const held = store.alarms.renew(leaseOf('cmp_a', 0), 60_000).finally(() => { isRenewed = true })
    expect(await Promise.all([1, 2, 3].map(n => store.alarms.renew(leaseOf('cmp_a', n), 60_000)))).toEqual([true, true, true])
    expect(isRenewed).toBe(false)
    await asAdmin('commit')
    expect(await held).toBe(true)
    expect(await store.alarms.renew({ ...leaseOf('cmp_a', 0), fence: 0 }, 60_000), 'an old fence').toBe(false)
    expect(await store.alarms.renew({ ...leaseOf('cmp_a', 0), companyId: 'cmp_b' }, 60_000), 'another company').toBe(false)
    await close()
  })

  it('F3: takes in no more than it can hold, and serves again once it is quick', async () => {
    const { url } = database ??= await testDatabase(), proxy = await tcpProxy(socketOf(url))
    const store = await openPostgres({ url: throughPort(url, proxy.port), connections: 2, deadlineMs: 1_000 })
    onTestFinished(async () => {
      proxy.weather = { kind: 'fair' }
      await store.close()
    })
    await foundCompany(store, { id: 'cmp_full' })
    proxy.weather = { kind: 'black hole' }
    const ends: unknown[] = []
    const writes = Array.from({ length: 1_500 }, (_, n) => write(store, 'cmp_full', n).then(() => 'done', codeOf).then(end => void ends.push(end)))
    await nextTurn()
    expect(ends.length, 'refused at once').toBe(499)
    await Promise.all(writes)
    expect(new Set(ends)).toEqual(new Set(['unavailable']))
    proxy.weather = { kind: 'fair' }
    await write(store, 'cmp_full', 0)
  })
})

plain('the line of a company', () => {
  const lines = (clock: FakeClock) => {
    const line = new CompanyLines({ clock, deadlineMs: 1_000, name: 'the database', async serve(_company, jobs) { for (const job of jobs) await job.alone(work => work(NOTHING)) } })
    return <T>(company: string, work: () => Promise<T>) => new Promise<T>((resolve, reject) => line.push(company, jobOf(work, { resolve, reject })))
  }

  test('F3: lets everybody go in turn, whatever came of those before, and no company waits for another', async () => {
    const inLine = lines(new FakeClock()), order: string[] = []
    const act = (name: string, end: 'done' | 'failed' = 'done') => async () => {
      await nextTurn()
      order.push(name)
      if (end === 'failed') throw new Error(name)
    }
    const all = [inLine('a', act('first', 'failed')), inLine('a', act('second')), inLine('b', act('other')), inLine('a', act('third'))]
    await Promise.allSettled(all)
    expect(order.filter(name => name !== 'other')).toEqual(['first', 'second', 'third'])
    expect(order.indexOf('other')).toBeLessThan(2)
  })

  test('F3: is left after the deadline, without a trace and without a place in it', async () => {
    const clock = new FakeClock(), inLine = lines(clock)
    let end: () => void = () => {}
    const first = inLine('a', () => new Promise<void>(resolve => { end = resolve }))
    let hasRun = false
    const second = inLine('a', async () => { hasRun = true }).catch(codeOf)
    await clock.advance(1_000)
    expect(await second).toBe('unavailable')
    end()
    await first
    expect(await inLine('a', async () => 'free')).toBe('free')
    expect(hasRun).toBe(false)
    expect(clock.waiting).toBe(0)
  })
})
