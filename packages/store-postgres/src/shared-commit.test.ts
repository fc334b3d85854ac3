import type { CompanyTx } from '@paperclip/core/store'
import { foundCompany, sampleRow, verifiedChain } from '@paperclip/core/testing'
import pg from 'pg'
import { expect, vi } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { OneStore } from './testing/one-store.ts'
import { onPostgres, testDatabase } from './testing/test-database.ts'

const { describe, it } = onPostgres
const house = new OneStore()

const goal = (tx: CompanyTx, id: string) =>
  tx.record({ action: 'goal.create', noun: 'goal', before: null, after: sampleRow('goal', 'bare', { id }), at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null })
const role = (tx: CompanyTx, id: string) =>
  tx.record({ action: 'role.set', noun: 'role', before: null, after: sampleRow('role', 'bare', { id, slug: 'same' }), at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null })
const goalsOf = (company: string) => house.store.read(company, async view => (await view.list('goal', { by: 'createdAt' })).rows.map(({ id }) => id).sort())

/** How often something is sent while `act` goes on. */
async function sent(text: string, act: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await act()
    return query.mock.calls.filter(([asked]: unknown[]) => typeof asked === 'object' && asked !== null && 'text' in asked && asked.text === text).length
  } finally {
    query.mockRestore()
  }
}

describe('works of one company that wait together', () => {
  it('share a commit, in the order they came, each seeing what those before it wrote', async () => {
    const company = await house.found()
    const counts: number[] = []
    const commits = await sent('commit', () => Promise.all(Array.from({ length: 30 }, (_, n) => house.store.transact(company, async tx => {
      await goal(tx, `goal_${String(n).padStart(2, '0')}`)
      counts.push((await tx.list('goal', { by: 'createdAt' })).rows.length)
    }))))
    expect(commits).toBeLessThan(30)
    expect(counts.slice(-30)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1))
    expect((await verifiedChain(house.store, company)).length).toBe(31)
  })

  it('leave a company of its own alone', async () => {
    const [one, other] = [await house.found(), await house.found()]
    await Promise.all([one, other, one, other, one].map((company, n) => house.store.transact(company, tx => goal(tx, `goal_${n}`))))
    expect([await goalsOf(one), await goalsOf(other)]).toEqual([['goal_0', 'goal_2', 'goal_4'], ['goal_1', 'goal_3']])
  })

  it.each<[what: string, act: (tx: CompanyTx) => Promise<unknown>, error: object]>([
    ['throws', async tx => { await goal(tx, 'gone'); throw new Error('no') }, { message: 'no' }],
    ['takes a name that another took', async tx => { await goal(tx, 'gone'); await role(tx, 'another') }, { code: 'conflict' }],
    ['takes such a name and does not wait for that', async tx => { await goal(tx, 'gone'); void role(tx, 'another').catch(() => {}) }, { code: 'conflict' }],
    ['awaits something else', async tx => { await goal(tx, 'gone'); await new Promise(resolve => void setTimeout(resolve, 60_000)) }, { code: 'misconfigured' }],
  ])('C1: leave nothing of one that %s, and keep their own', async (_, act, error) => {
    const company = await house.found()
    await house.store.transact(company, tx => role(tx, 'one'))
    const first = house.store.transact(company, tx => goal(tx, 'goal_0'))
    const works = [1, 2, 3].map(n => house.store.transact(company, tx => goal(tx, `goal_${n}`)))
    const bad = house.store.transact(company, act).catch((thrown: unknown) => thrown)
    const more = [4, 5].map(n => house.store.transact(company, tx => goal(tx, `goal_${n}`)))
    await Promise.all([first, ...works, ...more])
    expect(await bad).toMatchObject(error)
    expect(await goalsOf(company)).toEqual([0, 1, 2, 3, 4, 5].map(n => `goal_${n}`))
    expect((await verifiedChain(house.store, company)).length).toBe(8)
  })

  it.each([0, 1])('C1: are not told they were done where a write failed late and the next one was refused at once (%i behind them)', async behind => {
    const company = await house.found(), told: unknown[] = []
    await house.store.transact(company, tx => role(tx, 'one'))
    const tell = (work: Promise<unknown>) => work.then(done => void told.push(done), (error: unknown) => void told.push(error))
    const first = house.store.transact(company, tx => goal(tx, 'goal_0')), good = house.store.transact(company, tx => goal(tx, 'good'))
    const late = tell(house.store.transact(company, async tx => {
      await goal(tx, 'lost')
      await role(tx, 'another')
      return 'done'
    }))
    const refused = tell(house.store.transact(company, async () => {
      await undefined
      throw new Error('no')
    }))
    await Promise.all([first, good, late, refused, ...Array.from({ length: behind }, (_, n) => house.store.transact(company, tx => goal(tx, `goal_${n + 1}`)))])
    expect(told).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'conflict' }), expect.objectContaining({ message: 'no' })]))
    expect(await goalsOf(company)).toEqual(['good', ...Array.from({ length: behind + 1 }, (_, n) => `goal_${n}`)].sort())
    await verifiedChain(house.store, company)
  })

  it('C1: hear nothing before the commit: a work that rests on one that was lost is lost with it', async () => {
    const company = await house.found(), heard: string[] = []
    const first = house.store.transact(company, tx => goal(tx, 'goal_0'))
    const works = Array.from({ length: 5 }, (_, n) => house.store.transact(company, async tx => {
      await goal(tx, `goal_${n + 1}`)
      return (await tx.list('goal', { by: 'createdAt' })).rows.length
    }).then(many => void heard.push(`${many}`)))
    await first
    expect(heard).toEqual([])
    await Promise.all(works)
    expect(heard).toEqual(['2', '3', '4', '5', '6'])
  })
})

describe('a work that waits in vain', () => {
  it('C1: fails alone where somebody holds a row that it wants: its neighbours are kept', async () => {
    const { url, adminUrl, drop } = await testDatabase(), store = await openPostgres({ url, deadlineMs: 1_000 }), company = await foundCompany(store), admin = new pg.Client({ connectionString: adminUrl })
    const write = (id: string) => store.transact(company, tx => tx.put('session', sampleRow('session', 'bare', { id })))
    await write('held')
    await admin.connect()
    await admin.query("begin; select 1 from sessions where id = 'held' for update")
    const ends = await Promise.allSettled(['first', 'a', 'b', 'held', 'c', 'd'].map(write))
    await admin.query('rollback')
    await admin.end()
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(ends[3]).toMatchObject({ reason: { code: 'unavailable', message: expect.stringContaining('took too long') } })
    await store.close()
    await drop()
  })

  it('F4: fails with all that wait with it where somebody holds their company: nobody waits for the same again', async () => {
    const { url, adminUrl, drop } = await testDatabase(), store = await openPostgres({ url, deadlineMs: 500 }), company = await foundCompany(store), admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(`select pg_advisory_lock(hashtextextended('paperclip company ${company}', 0))`)
    const began = performance.now()
    const ends = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => store.transact(company, tx => goal(tx, `goal_${n}`))))
    expect(new Set(ends.map(end => (end.status === 'rejected' ? Reflect.get(Object(end.reason), 'code') : 'done')))).toEqual(new Set(['unavailable']))
    expect(performance.now() - began).toBeLessThan(6_000)
    await admin.end()
    await store.close()
    await drop()
  })
})
