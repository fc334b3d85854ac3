import type { CompanyTx } from '@paperclip/core/store'
import { sampleRow } from '@paperclip/core/testing'
import pg from 'pg'
import { expect, vi } from 'vitest'
import { OneStore } from './testing/one-store.ts'
import { onPostgres } from './testing/test-database.ts'

const { describe, it } = onPostgres
const house = new OneStore()

const item = (tx: CompanyTx, id: string, deliveries = 0) => tx.put('item', sampleRow('item', 'bare', { id, agentId: 'agt_1', seq: Number(id.slice(1)), deliveries }))
const role = (tx: CompanyTx, given: { id: string; slug: string }, before: string | null = null) => tx.record({
  action: 'role.set', noun: 'role', before: before === null ? null : sampleRow('role', 'bare', { id: given.id, slug: before }), after: sampleRow('role', 'bare', given),
  at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null,
})
const key = (tx: CompanyTx, id: string, digest: string) => tx.record({
  action: 'key.create', noun: 'accessKey', before: null, after: sampleRow('accessKey', 'bare', { id, digest }), at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null,
})
const items = async (tx: Pick<CompanyTx, 'list'>) => (await tx.list('item', { where: { agentId: 'agt_1' }, by: 'seq' })).rows.map(({ id, deliveries }) => `${id}:${deliveries}`)

/** The prepared statements that are sent while `act` goes on. */
async function sent(act: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await act()
    return query.mock.calls.flatMap(([asked]: unknown[]) => (typeof asked === 'object' && asked !== null && 'name' in asked && 'text' in asked && !String(asked.text).includes('pg_notify') ? [String(asked.text)] : []))
  } finally {
    query.mockRestore()
  }
}

describe('statements that leave in one moment', () => {
  it('travel as one, once they have left together before: three questions are one, and so are their answers and a work without an await between its writes', async () => {
    const company = await house.found()
    const work = (n: number) => house.store.transact(company, async tx => {
      const found = await Promise.all([tx.get('agent', 'none'), tx.list('hold', { where: { agentId: 'agt_1' }, by: 'createdAt' }), items(tx)])
      await Promise.all([item(tx, `i${n}1`), item(tx, `i${n}2`)])
      return found
    })
    const first = await sent(() => work(1)), second = await sent(() => work(2)), third = await sent(() => work(3))
    expect([second.length, third.length]).toEqual([2, 2])
    expect(first.length).toBeGreaterThanOrEqual(2)
    expect(third[0]).toMatch(/^select \(select json_agg/)
    expect(third[1]).toMatch(/^with w0 as \(insert into "items"/)
    const [agent, holds, listed] = await work(4)
    expect([agent, holds.rows, listed]).toEqual([undefined, [], ['i11:0', 'i12:0', 'i21:0', 'i22:0', 'i31:0', 'i32:0']])
  })

  it('give every kind of value back as it was stored', async () => {
    const company = await house.found(), full = sampleRow('task', 'full', { id: 'tsk_1' }), bare = sampleRow('task', 'bare', { id: 'tsk_2', title: 'Quote " back \\ slash \u2028 line 🦊 \n' })
    await house.store.transact(company, async tx => {
      for (const after of [full, bare]) await tx.record({ action: 'task.create', noun: 'task', before: null, after, at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null })
    })
    const asked = () => house.store.read(company, view => Promise.all([view.get('task', 'tsk_1'), view.get('task', 'tsk_2'), view.get('task', 'tsk_3')]))
    await asked()
    for (let n = 0; n < 3; n++) expect(await asked()).toEqual([full, bare, undefined])
  })

  it('are one question where they ask alike of many rows, and each hears of its own', async () => {
    const company = await house.found(), ids = ['i3', 'i1', 'none', 'i2', 'i1'], agents = ['agt_1', 'agt_2', 'agt_3']
    await house.store.transact(company, async tx => {
      for (const id of ['i1', 'i2', 'i3']) await item(tx, id, Number(id.slice(1)))
      await tx.put('item', sampleRow('item', 'bare', { id: 'other', agentId: 'agt_2', seq: 9 }))
    })
    const asked = () => house.store.read(company, view => Promise.all([
      Promise.all(ids.map(id => view.get('item', id))),
      Promise.all(agents.map(agentId => view.list('item', { where: { agentId }, by: 'seq', direction: 'down', limit: 2 }))),
      view.get('agent', 'none'),
    ]))
    for (let n = 0; n < 4; n++) {
      const [found, listed, agent] = await asked()
      expect(found.map(one => one?.deliveries)).toEqual([3, 1, undefined, 2, 1])
      expect(listed.map(({ rows, next }) => [rows.map(({ id }) => id), next !== null])).toEqual([[['i3', 'i2'], true], [['other'], false], [[], false]])
      expect(agent).toBeUndefined()
    }
    const texts = await sent(asked)
    expect(texts).toHaveLength(1)
    expect(texts[0]?.match(/unnest/g), 'of items by key, and of lists of them').toHaveLength(2)
  })

  it('are several questions where more ask alike than one answer is to hold', async () => {
    const company = await house.found(), many = 150, ids = Array.from({ length: many }, (_, n) => `i${n + 1}`)
    await house.store.transact(company, async tx => { for (const id of ids) await item(tx, id) })
    const found: unknown[] = []
    const texts = await sent(async () => { found.push(...await house.store.read(company, view => Promise.all(ids.map(async id => (await view.get('item', id))?.id)))) })
    expect(found).toEqual(ids)
    expect(texts.filter(text => text.includes('unnest'))).toHaveLength(3)
  })

  it('lock the alarms they ask for alike, as each does for itself', async () => {
    const company = await house.found(), ids = ['a1', 'a2', 'a3']
    await house.store.transact(company, async tx => { for (const id of ids) await tx.put('alarm', sampleRow('alarm', 'bare', { id })) })
    const texts = await sent(() => house.store.transact(company, tx => Promise.all(ids.map(id => tx.get('alarm', id)))))
    expect(texts.filter(text => text.includes('unnest') && text.includes('"alarms"') && text.includes('for key share'))).toHaveLength(1)
  })

  it('are answered with what was written before them in the same work, though it waited', async () => {
    const company = await house.found()
    for (let n = 0; n < 3; n++) {
      const seen = await house.store.transact(company, async tx => {
        await item(tx, `i${n}`)
        const before = await items(tx)
        await item(tx, `i${n}`, 7)
        return [before, await items(tx)]
      })
      expect(seen[0]?.at(-1)).toBe(`i${n}:0`)
      expect(seen[1]?.at(-1)).toBe(`i${n}:7`)
    }
  })

  it('are one write where they write alike to many rows, of every kind of value, new or there already', async () => {
    const company = await house.found(), ids = ['tsk_1', 'tsk_2', 'tsk_3', 'tsk_4'], odd = 'Quote " back \\ slash \u2028 line 🦊 \n {"a":[1]} null'
    const kept = { action: 'task.create' as const, noun: 'task' as const, at: new Date(0), actorKind: 'system' as const, actorId: 'test', onBehalfOf: null, runId: null }
    const told = (id: string, title: string) => sampleRow('item', id === 'tsk_2' ? 'full' : 'bare', { id: `itm_${id}`, seq: Number.MAX_SAFE_INTEGER, refId: title })
    for (const title of ['One', odd]) {
      const before = await house.store.read(company, view => Promise.all(ids.map(id => view.get('task', id))))
      const after = ids.map((id, n) => sampleRow('task', n === 1 ? 'full' : 'bare', { id, number: n + 1, identifier: `T-${n + 1}`, title, labels: [title], updatedAt: new Date(title.length) }))
      const texts = await sent(() => house.store.transact(company, async tx => {
        await Promise.all(ids.map(id => tx.get('task', id)))
        await Promise.all([...after.map((row, n) => tx.record({ ...kept, before: before[n] ?? null, after: row })), ...ids.map(id => tx.put('item', told(id, title)))])
      }))
      if (title === 'One') for (const table of ['tasks', 'items', 'audit_records']) expect(texts.join(' ').split(`recordset(null::"${table}"`), table).toHaveLength(2)
      const found = await house.store.read(company, view => Promise.all([Promise.all(ids.map(id => view.get('task', id))), Promise.all(ids.map(id => view.get('item', `itm_${id}`)))]))
      expect(found).toEqual([after, ids.map(id => told(id, title))])
    }
  })

  it('are one update where the same fields of many rows change, and others of those rows stay', async () => {
    const company = await house.found(), ids = ['a1', 'a2', 'a3', 'a4']
    await house.store.transact(company, async tx => { for (const id of ids) await tx.put('alarm', sampleRow('alarm', 'full', { id, owed: 3 })) })
    const texts = await sent(() => house.store.transact(company, async tx => {
      const alarms = await Promise.all(ids.map(id => tx.get('alarm', id)))
      for (const [n, alarm] of alarms.entries()) if (alarm) await tx.put('alarm', { ...alarm, dueAt: n === 1 ? null : new Date(n), reasons: n === 2 ? [] : alarm.reasons })
    }))
    expect(texts.join(' ').match(/update "alarms"/g)?.length).toBe(2)                     // of one of them another field changes
    const found = await house.store.read(company, view => Promise.all(ids.map(id => view.get('alarm', id))))
    expect(found).toEqual(ids.map((id, n) => sampleRow('alarm', 'full', { id, owed: 3, dueAt: n === 1 ? null : new Date(n), ...n === 2 ? { reasons: [] } : {} })))
  })

  it('are written once where they write the same fields of one row again, as those are in the end, and new rows of a table in which more is unique than the key in the order in which they came', async () => {
    const company = await house.found()
    await house.store.transact(company, tx => item(tx, 'i1'))
    const texts = await sent(() => house.store.transact(company, async tx => {
      await tx.get('item', 'i1')
      for (let deliveries = 1; deliveries <= 5; deliveries++) await item(tx, 'i1', deliveries)
      for (let n = 1; n <= 3; n++) await key(tx, `key_${n}`, `digest ${n}`)
    }))
    expect(texts.join(' ').split('update "items"')).toHaveLength(2)
    expect(texts.join(' ').split('recordset(null::"access_keys"')).toHaveLength(2)
    expect(await house.store.read(company, items)).toEqual(['i1:5'])
    await expect(house.store.transact(company, async tx => { for (const id of ['key_4', 'key_5']) await key(tx, id, 'same') })).rejects.toMatchObject({ code: 'conflict' })
    expect(await house.store.read(company, view => view.get('accessKey', 'key_4'))).toBeUndefined()
  })

  it('write one row in the order in which it was written', async () => {
    const company = await house.found()
    for (let n = 1; n < 5; n++) {
      await house.store.transact(company, async tx => {
        for (let deliveries = 0; deliveries <= n; deliveries++) await item(tx, 'i1', deliveries)
      })
      expect(await house.store.read(company, items)).toEqual([`i1:${n}`])
    }
  })

  it('let a name go before another row takes it', async () => {
    const company = await house.found()
    await house.store.transact(company, tx => role(tx, { id: 'rol_a', slug: 'n0' }))
    for (let n = 0; n < 4; n++) {
      await house.store.transact(company, async tx => {
        await role(tx, { id: 'rol_a', slug: `n${n + 1}` }, `n${n}`)
        await role(tx, { id: `rol_${n}`, slug: `n${n}` })
      })
    }
    const slugs = await house.store.read(company, view => Promise.all(['rol_0', 'rol_1', 'rol_2', 'rol_3', 'rol_a'].map(async id => (await view.get('role', id))?.slug)))
    expect(slugs).toEqual(['n0', 'n1', 'n2', 'n3', 'n4'])
  })

  it('fail as one: the transaction hears which name was taken, and nothing of it is kept', async () => {
    const company = await house.found()
    await house.store.transact(company, tx => role(tx, { id: 'rol_a', slug: 'same' }))
    for (let n = 0; n < 3; n++) {
      await expect(house.store.transact(company, async tx => {
        await item(tx, `i${n}`)
        await role(tx, { id: `rol_${n}`, slug: 'same' })
      })).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('role') as string })
    }
    expect(await house.store.read(company, items)).toEqual([])
  })

  it('are as many as a work has: what does not fit in one statement goes in the next', async () => {
    const company = await house.found(), many = 40
    for (let n = 0; n < 3; n++) {
      await house.store.transact(company, tx => Promise.all(Array.from({ length: many }, (_, at) => item(tx, `i${100 * (n + 1) + at}`))))
      const found = await house.store.read(company, view => Promise.all(Array.from({ length: many }, (_, at) => view.get('item', `i${100 * (n + 1) + at}`))))
      expect(found.map(one => one?.id)).toEqual(Array.from({ length: many }, (_, at) => `i${100 * (n + 1) + at}`))
    }
  })

  it('stay where a work ends that has asked and not waited: nothing of it leaves after its transaction, and whoever asked is refused', async () => {
    const company = await house.found()
    const asked: Promise<unknown>[] = []
    const texts = await sent(async () => {
      await house.store.transact(company, async tx => {
        await tx.get('agent', 'first')
        asked.push(tx.get('agent', 'late').catch((error: unknown) => error))
        throw new Error('no')
      }).catch(() => {})
      await Promise.all(asked)
    })
    expect(texts.filter(text => text.includes('"agents"'))).toHaveLength(1)
    expect(await asked[0]).toMatchObject({ code: 'misconfigured' })
  })
})
