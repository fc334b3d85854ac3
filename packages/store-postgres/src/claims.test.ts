import { timerScheduler } from '@paperclip/core'
import type { Claim } from '@paperclip/core/store'
import { FakeClock, foundCompany, sampleRow } from '@paperclip/core/testing'
import { afterAll, expect } from 'vitest'
import { Bench } from './testing/bench.ts'
import { onPostgres } from './testing/test-database.ts'

const bench = new Bench()
afterAll(() => bench.clear())
const { describe, it } = onPostgres
const START = new FakeClock().now()
const alarm = (id: string, ms = 0) => sampleRow('alarm', 'bare', { id, dueAt: new Date(START.getTime() + ms) })

describe('claims beside transactions', () => {
  it('R1: pass over an alarm that a transaction has written, and find it afterwards', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock())
    const company = await foundCompany(store)
    await store.transact(company, async tx => {
      for (const id of ['held', 'free']) await tx.put('alarm', alarm(id))
    })
    await asAdmin("begin")
    await asAdmin("update alarms set cursor = cursor + 1 where id = 'held'")
    expect((await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })).map(claim => claim.alarm.id)).toEqual(['free'])
    await asAdmin('commit')
    expect((await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })).map(claim => claim.alarm.id)).toEqual(['held'])
    await close()
  })

  it('R1, R2: lose no lease to a transaction that writes its alarm back, and no write to a claim', async () => {
    const clock = new FakeClock(), { store, second, close } = await bench.take(clock)
    const company = await foundCompany(store, { maxRuns: 100 }), ids = ['a', 'b', 'c']
    await store.transact(company, async tx => {
      for (const id of ids) await tx.put('alarm', alarm(id))
    })
    const claims: Claim[] = []
    let writes = 0
    for (let round = 0; round < 40; round++) {
      clock.jump(2_000)
      await Promise.all([
        ...[store, second, store].map(async (handle, n) => void claims.push(...await handle.alarms.claim({ owner: `node ${n}`, leaseMs: 1_000, limit: 10 }))),
        ...[second, store, second].map(handle => handle.transact(company, async tx => {
          for (const id of ids) {
            const found = await tx.get('alarm', id)
            if (found) await tx.put('alarm', { ...found, cursor: found.cursor + 1 })
          }
          writes++
        })),
      ])
    }
    for (const id of ids) {
      const found = await store.read(company, view => view.get('alarm', id)), own = claims.filter(claim => claim.alarm.id === id)
      expect({ id, fence: found?.fence, cursor: found?.cursor }).toEqual({ id, fence: own.length, cursor: writes })
      expect(own.map(claim => claim.alarm.fence).sort((one, other) => one - other)).toEqual(own.map((_, n) => n + 1))
    }
    expect(claims.length).toBeGreaterThan(ids.length)
    await close()
  })

  it('R1, R6: leave an alarm to the transaction that has read it, whose lease is extended meanwhile, and stays so when it is written back', async () => {
    const clock = new FakeClock(), { store, second, asAdmin, close } = await bench.take(clock)
    const company = await foundCompany(store), session = sampleRow('session', 'bare', { id: 'in the way' }), lease = { companyId: company, agentId: 'held', owner: 'me', fence: 1 }
    await store.transact(company, async tx => {
      await tx.put('alarm', alarm('held'))
      await tx.put('session', session)
    })
    await store.alarms.claim({ owner: 'me', leaseMs: 1_000, limit: 1 })
    await asAdmin('begin')
    await asAdmin("select 1 from sessions where id = 'in the way' for update")
    let isOpen = true
    const writing = store.transact(company, async tx => {
      const found = await tx.get('alarm', 'held')
      if (!found) throw new Error('It is gone.')
      await tx.put('session', { ...session, state: 'written' })
      await tx.get('agent', 'nobody')                                   // its write leaves with this question, and waits
      await tx.put('alarm', { ...found, cursor: found.cursor + 1 })
    }).finally(() => { isOpen = false })
    await expect.poll(() => asAdmin("select 1 from pg_locks where not granted")).not.toEqual([])
    clock.jump(5_000)
    expect(await second.alarms.claim({ owner: 'other', leaseMs: 60_000, limit: 1 })).toEqual([])
    expect(await store.alarms.renew(lease, 60_000)).toBe(true)
    expect(isOpen, 'the transaction that has read it').toBe(true)
    await asAdmin('commit')
    await writing
    expect(await store.read(company, view => view.get('alarm', 'held'))).toMatchObject({ cursor: 1, owner: 'me', fence: 1, leaseUntil: new Date(clock.now().getTime() + 60_000) })
    await close()
  })

  it('wait for each other within a company, so that its maxRuns is never passed by an alarm that came in between', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock())
    const company = await foundCompany(store, { maxRuns: 1 })
    await store.transact(company, tx => tx.put('alarm', alarm('first')))
    await asAdmin('begin')
    expect(await asAdmin('select * from paperclip_claim($1, 60000, $2, 1)', [START.getTime(), 'other'])).toEqual([{ company_id: company, id: 'first' }])
    await store.transact(company, tx => tx.put('alarm', alarm('earlier', -1_000)))
    const claiming = store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })
    const isOver = claiming.then(() => true)
    const waits = async () => (await asAdmin("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")).length > 0
    while (!await waits() && !await Promise.race([isOver, new Promise<false>(resolve => void setImmediate(() => resolve(false)))]));
    await asAdmin('commit')
    expect(await claiming).toEqual([])
    await close()
  })

  it('R1: pass by a company that another claim holds, however much is due there, and lease what is due in others', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock())
    const [held, free] = [await foundCompany(store, { id: 'cmp_a', maxRuns: 1_000 }), await foundCompany(store, { id: 'cmp_b' })]
    await store.transact(held, async tx => {
      for (let n = 0; n < 250; n++) await tx.put('alarm', alarm(`first_${n}`, -1_000))
    })
    await store.transact(free, tx => tx.put('alarm', alarm('second')))
    await asAdmin('begin')
    await asAdmin('select * from paperclip_claim($1, 60000, $2, 1)', [START.getTime() - 1_000, 'other'])
    expect((await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })).map(({ alarm: { id } }) => id)).toEqual(['second'])
    await asAdmin('commit')
    expect(await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 300 })).toHaveLength(249)
    await close()
  })

  it('R1: wait no longer than a moment where a transaction holds the row of the only company with work, which is still due then', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock())
    const company = await foundCompany(store)
    await store.transact(company, tx => tx.put('alarm', alarm('due')))
    await asAdmin('begin')
    await asAdmin('update companies set name = name')
    expect(await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })).toEqual([])
    expect(await store.alarms.nextDue(), 'whoever claimed looks again').toEqual(START)
    await asAdmin('commit')
    expect((await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })).map(({ alarm: { id } }) => id)).toEqual(['due'])
    await close()
  })

  it('R1: are looked for again by a scheduler that found all that is due in other hands, without a word from them', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock()), scheduler = timerScheduler(), begun: string[] = []
    const company = await foundCompany(store)
    await store.transact(company, tx => tx.put('alarm', alarm('due')))
    await asAdmin('begin')
    await asAdmin('update companies set name = name')
    let inVain = 0
    await scheduler.start({
      async claim(limit) {
        const claims = await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit })
        if (claims.length === 0) inVain++
        return claims.map(({ companyId, alarm: { id: agentId } }) => ({ companyId, agentId, perform: async () => void begun.push(agentId), abort: () => {} }))
      },
      nextDue: () => store.alarms.nextDue(), watch: () => () => {}, failed: error => { throw error },
    })
    await expect.poll(() => inVain).toBeGreaterThan(0)
    await asAdmin('commit')
    await expect.poll(() => begun).toEqual(['due'])
    await scheduler.stop({ drainMs: 0 })
    await close()
  })

  it('R5: of twenty that rescue at once lease each expired lease once, within the limits of every company', async () => {
    const clock = new FakeClock(), { store, second, close } = await bench.take(clock)
    const companies = await Promise.all(['cmp_a', 'cmp_b', 'cmp_c'].map(id => foundCompany(store, { id, maxRuns: 7 })))
    for (const company of companies) {
      await store.transact(company, async tx => {
        for (let n = 0; n < 20; n++) await tx.put('alarm', { ...alarm(`${company}_${n}`), leaseUntil: START, owner: 'dead', fence: 1 })
      })
    }
    const rescued = (await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? store : second).alarms.claim({ owner: `node ${n}`, leaseMs: 60_000, limit: 5 })))).flat()
    expect(new Set(rescued.map(claim => claim.alarm.id)).size).toBe(rescued.length)
    for (const company of companies) expect(rescued.filter(({ companyId }) => companyId === company).length).toBe(7)
    expect(rescued.every(claim => claim.alarm.fence === 2)).toBe(true)
    await close()
  })
})

describe('two transactions in each other\'s way', () => {
  it('run again after a deadlock, and both are kept', async () => {
    const { store, asAdmin, close } = await bench.take(new FakeClock())
    const company = await foundCompany(store)
    await store.transact(company, async tx => {
      for (const id of ['a', 'b']) await tx.put('session', sampleRow('session', 'bare', { id, state: 0 }))
    })
    await asAdmin("begin; set local deadlock_timeout = '1min'; update sessions set state = '1' where id = 'b'")
    let runs = 0
    const writing = store.transact(company, async tx => {
      runs++
      for (const id of ['a', 'b']) {
        await tx.put('session', sampleRow('session', 'bare', { id, state: 2 }))
        await tx.get('session', `beside ${id}`)                          // a question does not leave before what was written
      }
    })
    while ((await asAdmin("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")).length === 0) await new Promise(resolve => setImmediate(resolve))
    await asAdmin("update sessions set state = '1' where id = 'a'")
    await asAdmin('commit')
    await writing
    expect(runs).toBe(2)
    expect(await store.read(company, async view => [(await view.get('session', 'a'))?.state, (await view.get('session', 'b'))?.state])).toEqual([2, 2])
    await close()
  })
})
