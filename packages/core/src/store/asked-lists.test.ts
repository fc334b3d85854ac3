import { describe, expect, it } from 'vitest'
import type { Hold } from '../domain/agent.ts'
import { AskedLists } from './asked-lists.ts'
import type { Query } from '../ports/store.ts'
import { writeCursor } from './query.ts'

const held = (agentId: string): Hold => ({ id: `hld_${agentId}`, agentId, cause: 'operator', budgetId: null, reason: '', createdAt: new Date(0) })

describe('lists that were asked for', () => {
  const query: Query<'hold'> = { where: { agentId: 'agt_1' }, by: 'createdAt' }
  const rowsOf = async (lists: AskedLists, of: Query<'hold'>, ask: () => Promise<Hold[]>) => {
    const { rows, answer } = lists.once('hold', of, ask)
    return rows ?? answer
  }
  const counting = () => {
    let asked = 0
    return async () => nth(++asked)
  }
  const nth = (n: number): Hold[] => [{ ...held('agt_1'), id: `asked ${n}` }]

  it('are asked for once, also while they are being asked', async () => {
    const lists = new AskedLists(), ask = counting()
    expect(await Promise.all([rowsOf(lists, query, ask), rowsOf(lists, query, ask)])).toEqual([nth(1), nth(1)])
    expect(await rowsOf(lists, query, ask)).toEqual(nth(1))
  })

  it('are asked for again after a row was written that stood in them, or stands in them now', async () => {
    const lists = new AskedLists(), ask = counting(), one = held('agt_1'), other = held('agt_2')
    const asked = () => rowsOf(lists, query, ask)
    await asked()
    lists.forget('hold', { before: null, after: other })
    lists.forget('hold', { before: other, after: { ...other, agentId: 'agt_3' } })
    lists.forget('hold', { before: other, after: null })
    expect(await asked()).toEqual(nth(1))
    lists.forget('hold', { before: null, after: one })
    expect(await asked()).toEqual(nth(2))
    lists.forget('hold', { before: other, after: one })
    expect(await asked()).toEqual(nth(3))
    lists.forget('hold', { before: one, after: other })
    expect(await asked()).toEqual(nth(4))
    lists.forget('hold', { before: one, after: null })
    expect(await asked()).toEqual(nth(5))
  })

  it('have a row that stays in its place exchanged for what it is now, also where a page does not reach it', async () => {
    const lists = new AskedLists(), one = held('agt_1'), other = { ...one, id: 'hld_other' }, now = { ...one, reason: 'For another reason.' }
    const ask = async () => [one, other]
    await rowsOf(lists, query, ask)
    lists.forget('hold', { before: one, after: now })
    lists.forget('hold', { before: { ...one, id: 'hld_far' }, after: { ...now, id: 'hld_far' } })
    expect(await rowsOf(lists, query, () => Promise.reject(new Error('It was asked for again.')))).toEqual([now, other])
    lists.forget('hold', { before: now, after: { ...now, createdAt: new Date(1) } })
    expect(await rowsOf(lists, query, async () => [other]), 'one that moves').toEqual([other])
  })

  it('are asked for again where a row was written while they were being asked', async () => {
    const lists = new AskedLists(), one = held('agt_1'), now = { ...one, reason: 'For another reason.' }
    const asking = rowsOf(lists, query, async () => [one])
    lists.forget('hold', { before: one, after: now })
    await asking
    expect(await rowsOf(lists, query, async () => [now])).toEqual([now])
  })

  it('are asked for again, all of them, after a row was written of which nobody knows how it stood', async () => {
    const lists = new AskedLists(), ask = counting()
    await rowsOf(lists, query, ask)
    lists.forget('hold', { before: undefined, after: held('agt_2') })
    expect(await rowsOf(lists, query, ask)).toEqual(nth(2))
  })

  it('are told by an empty field too', async () => {
    const lists = new AskedLists(), ask = counting(), empty: Query<'hold'> = { ...query, where: { agentId: null } }
    await rowsOf(lists, empty, ask)
    lists.forget('hold', { before: null, after: held('agt_1') })
    expect(await rowsOf(lists, empty, ask)).toEqual(nth(1))
    lists.forget('hold', { before: null, after: Object.assign(held('agt_1'), { agentId: null }) })
    expect(await rowsOf(lists, empty, ask)).toEqual(nth(2))
  })

  it('are one where what is usual is said, and where it is not', async () => {
    const lists = new AskedLists(), ask = counting()
    for (const said of [{}, { after: null }, { direction: 'up' as const }, { limit: 100 }]) expect(await rowsOf(lists, { ...query, ...said }, ask)).toEqual(nth(1))
  })

  it('differ by all that was asked', async () => {
    const lists = new AskedLists(), ask = counting()
    const others = [{ where: { agentId: 'agt_2' } }, { where: { agentId: 'agt_1' }, limit: 1 }, { where: { agentId: 'agt_1' }, direction: 'down' as const }]
    await rowsOf(lists, query, ask)
    for (const other of others) await rowsOf(lists, { by: 'createdAt', ...other }, ask)
    expect(await ask()).toEqual(nth(5))
  })

  it('differ by kind and by where a value ends', async () => {
    const lists = new AskedLists(), ask = counting()
    const values = [null, 'null', 1, '1', true, 'true', new Date(0), new Date(0).toISOString(), '', ' string 1 x']
    for (const value of values) await rowsOf(lists, { ...query, where: { agentId: value as string } }, ask)
    for (const [assigneeId, status] of [['x status string 1 y', 'z'], ['x', 'y status string 1 z']] as const) await lists.once('task', { where: { assigneeId, status: status as 'todo' }, by: 'number' }, async () => (await ask(), [])).answer
    for (const after of [{ value: 1, id: 'a' }, { value: '1', id: 'a' }, { value: 1, id: 'b' }]) await rowsOf(lists, { ...query, after: writeCursor(after) }, ask)
    expect(await ask()).toEqual(nth(values.length + 6))
  })

  it('are refused where their order is not declared, each time', () => {
    const lists = new AskedLists()
    for (let n = 0; n < 2; n++) expect(() => lists.once('hold', { by: 'reason' }, counting())).toThrow('hold declares no order by "reason"')
  })
})
