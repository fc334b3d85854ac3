import assert from 'node:assert/strict'
import { anAlarm, found, putAll, START } from './sample-rows.ts'
import type { Topic } from './opened-store.ts'

const later = (seconds: number) => new Date(START.getTime() + seconds * 1_000)

export function leases({ describe, on }: Topic): void {
  describe('alarms.renew', () => {
    on('R2: extends a lease for its holder alone', async ({ store, second, clock }) => {
      const companyId = await found(store)
      await putAll(store, companyId, 'alarm', [anAlarm('a')])
      await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 1 })
      await clock.advance(20_000)
      const lease = { companyId, agentId: 'a', owner: 'me', fence: 1 }
      for (const other of [{ fence: 0 }, { fence: 2 }, { owner: 'you' }, { agentId: 'b' }, { companyId: 'cmp_b' }]) {
        assert.equal(await second.alarms.renew({ ...lease, ...other }, 60_000), false)
      }
      assert.deepEqual((await store.read(companyId, view => view.get('alarm', 'a')))?.leaseUntil, later(60))
      assert.equal(await second.alarms.renew(lease, 60_000), true)
      assert.deepEqual((await store.read(companyId, view => view.get('alarm', 'a')))?.leaseUntil, later(80))
    })

    on('R2: is false once another has claimed, or the lease was given back', async ({ store, second, clock }) => {
      const companyId = await found(store)
      await putAll(store, companyId, 'alarm', [anAlarm('a')])
      await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 1 })
      await clock.advance(60_000)
      await second.alarms.claim({ owner: 'you', leaseMs: 60_000, limit: 1 })
      assert.equal(await store.alarms.renew({ companyId, agentId: 'a', owner: 'me', fence: 1 }, 60_000), false)
      await putAll(second, companyId, 'alarm', [anAlarm('a', { fence: 2, dueAt: null })])
      assert.equal(await second.alarms.renew({ companyId, agentId: 'a', owner: 'you', fence: 2 }, 60_000), false)
    })
  })

  describe('alarms.now', () => {
    on('is the time by which leases end', async ({ store, clock }) => {
      const companyId = await found(store)
      await putAll(store, companyId, 'alarm', [anAlarm('a')])
      clock.jump(-3_600_000)
      const now = await store.alarms.now()
      await putAll(store, companyId, 'alarm', [anAlarm('a', { dueAt: now })])
      const [claim] = await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 1 })
      assert.ok(Math.abs((claim?.alarm.leaseUntil?.getTime() ?? 0) - now.getTime() - 60_000) < 1_000)
    })
  })

  describe('alarms.nextDue', () => {
    on('is null where nothing is armed', async ({ store }) => {
      assert.equal(await store.alarms.nextDue(), null)
      await putAll(store, await found(store), 'alarm', [anAlarm('idle', { dueAt: null })])
      assert.equal(await store.alarms.nextDue(), null)
    })

    on('is when the first alarm is due, or the first lease ends', async ({ store, second }) => {
      const company = await found(store)
      await putAll(store, company, 'alarm', [anAlarm('a', { dueAt: later(90) }), anAlarm('b', { dueAt: later(70) })])
      assert.deepEqual(await second.alarms.nextDue(), later(70))
      await putAll(store, company, 'alarm', [anAlarm('c')])
      assert.deepEqual(await store.alarms.nextDue(), START)
      await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 1 })
      assert.deepEqual(await second.alarms.nextDue(), later(60))
    })

    on('passes over what a company at its limit may not claim before one of its leases ends', async ({ store }) => {
      const [full, free] = [await found(store, { id: 'cmp_a', maxRuns: 1 }), await found(store, { id: 'cmp_b' })]
      await putAll(store, full, 'alarm', [anAlarm('a', { dueAt: later(-1) }), anAlarm('b')])
      await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 2 })
      assert.deepEqual(await store.alarms.nextDue(), later(60))
      await putAll(store, free, 'alarm', [anAlarm('c', { dueAt: later(30) })])
      assert.deepEqual(await store.alarms.nextDue(), later(30))
    })
  })
}
