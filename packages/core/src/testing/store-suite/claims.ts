import assert from 'node:assert/strict'
import type { Claim, Store } from '../../ports/store.ts'
import { anAlarm, found, putAll, START } from './sample-rows.ts'
import type { Topic } from './opened-store.ts'

const later = (seconds: number) => new Date(START.getTime() + seconds * 1_000)
const ids = (claims: readonly Claim[]) => claims.map(({ alarm }) => alarm.id)
const claim = (store: Store, limit = 100, owner = 'node') => store.alarms.claim({ owner, leaseMs: 60_000, limit })

export function claims({ describe, on }: Topic): void {
  describe('alarms.claim', () => {
    on('leases what is due, earliest first, up to the limit', async ({ store, clock }) => {
      const company = await found(store)
      await putAll(store, company, 'alarm', [
        anAlarm('late', { dueAt: later(-1) }), anAlarm('future', { dueAt: later(1) }), anAlarm('first', { dueAt: later(-9) }), anAlarm('now'), anAlarm('idle', { dueAt: null }),
      ])
      assert.deepEqual(ids(await claim(store, 2)), ['first', 'late'])
      assert.deepEqual(ids(await claim(store)), ['now'])
      assert.deepEqual(ids(await claim(store)), [])
      await clock.advance(1_000)
      assert.deepEqual(ids(await claim(store)), ['future'])
      assert.deepEqual(ids(await claim(store, 0)), [])
    })

    on('R2: raises the fence by one and gives owner and lease, the rest as it was', async ({ store }) => {
      const company = await found(store)
      const alarm = anAlarm('a', { fence: 6, cursor: 3, reasons: [{ cause: 'message', agentId: 'agt_2', depth: 1 }] })
      await putAll(store, company, 'alarm', [alarm])
      const leased = { ...alarm, fence: 7, owner: 'node 1', leaseUntil: later(60) }
      assert.deepEqual(await claim(store, 1, 'node 1'), [{ companyId: company, alarm: leased }])
      assert.deepEqual(await store.read(company, view => view.get('alarm', 'a')), leased)
    })

    on('R1: passes over a lease until it ends, then raises the fence again', async ({ store, second, clock }) => {
      const company = await found(store)
      await putAll(store, company, 'alarm', [anAlarm('a')])
      await claim(store)
      await clock.advance(59_999)
      assert.deepEqual(await claim(second), [])
      await clock.advance(1)
      const [again] = await claim(second, 1, 'other')
      assert.equal(again?.alarm.fence, 2)
      assert.equal(again?.alarm.owner, 'other')
    })

    on('gives a lease without an owner back only when it ends', async ({ store, clock }) => {
      const company = await found(store)
      await putAll(store, company, 'alarm', [anAlarm('deferred', { leaseUntil: later(3_600), owner: null, fence: 4 })])
      assert.deepEqual(await claim(store), [])
      await clock.advance(3_600_000)
      assert.equal((await claim(store))[0]?.alarm.fence, 5)
    })

    on('R1: never leases one alarm to two of 8 who claim at once on two handles', async ({ store, second }) => {
      const companies = await Promise.all(['cmp_a', 'cmp_b'].map(id => found(store, { id, maxRuns: 100 })))
      for (const company of companies) await putAll(store, company, 'alarm', Array.from({ length: 30 }, (_, n) => anAlarm(`${company}_${n}`)))
      const claimed = (await Promise.all(Array.from({ length: 8 }, (_, n) => claim(n % 2 ? store : second, 10, `node ${n}`)))).flat()
      assert.equal(claimed.length, 60)
      assert.equal(new Set(ids(claimed)).size, 60)
      assert.ok(claimed.every(({ alarm }) => alarm.fence === 1))
    })

    on('keeps each company to its maxRuns, expired leases not counted', async ({ store, second, clock }) => {
      const company = await found(store, { maxRuns: 2 })
      await putAll(store, company, 'alarm', ['a', 'b', 'c'].map(id => anAlarm(id)))
      const both = await Promise.all([claim(store, 2), claim(second, 2)])
      assert.equal(both.flat().length, 2)
      assert.deepEqual(await claim(store), [])
      await clock.advance(60_000)
      assert.equal((await claim(store)).length, 2)
    })

    on('leases to others what a company at its limit may not have', async ({ store }) => {
      const [full, free] = [await found(store, { id: 'cmp_a', maxRuns: 1 }), await found(store, { id: 'cmp_b' })]
      await putAll(store, full, 'alarm', Array.from({ length: 300 }, (_, n) => anAlarm(`a${n}`, { dueAt: later(-1_000 + n) })))
      await putAll(store, free, 'alarm', [anAlarm('b1'), anAlarm('b2', { dueAt: later(-1) })])
      assert.deepEqual(ids(await claim(store, 3)), ['a0', 'b2', 'b1'])
      await putAll(store, free, 'alarm', [anAlarm('b3')])
      assert.deepEqual(ids(await claim(store, 1)), ['b3'])
    })
  })
}
