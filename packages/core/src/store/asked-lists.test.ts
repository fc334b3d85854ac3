import { describe, expect, it } from 'vitest'
import type { Hold } from '../domain/agent.ts'
import { AskedLists } from './asked-lists.ts'
import { planQuery } from './query.ts'

const held = (agentId: string): Hold => ({ id: `hld_${agentId}`, agentId, cause: 'operator', budgetId: null, reason: '', createdAt: new Date(0) })

describe('lists that were asked for', () => {
  const plan = planQuery('hold', { where: { agentId: 'agt_1' }, by: 'createdAt' })
  const counting = () => {
    let asked = 0
    return async () => nth(++asked)
  }
  const nth = (n: number) => [{ id: `asked ${n}` }]

  it('are asked for once, also while they are being asked', async () => {
    const lists = new AskedLists(), ask = counting()
    expect(await Promise.all([lists.once('hold', plan, ask), lists.once('hold', plan, ask)])).toEqual([nth(1), nth(1)])
    expect(await lists.once('hold', plan, ask)).toEqual(nth(1))
  })

  it('are asked for again after a row was written that stood in them, or stands in them now', async () => {
    const lists = new AskedLists(), ask = counting(), one = held('agt_1'), other = held('agt_2')
    const asked = () => lists.once('hold', plan, ask)
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
    await lists.once('hold', plan, ask)
    lists.forget('hold', { before: one, after: now })
    lists.forget('hold', { before: { ...one, id: 'hld_far' }, after: { ...now, id: 'hld_far' } })
    expect(await lists.once('hold', plan, () => Promise.reject(new Error('It was asked for again.')))).toEqual([now, other])
    lists.forget('hold', { before: now, after: { ...now, createdAt: new Date(1) } })
    expect(await lists.once('hold', plan, async () => [other]), 'one that moves').toEqual([other])
  })

  it('are asked for again where a row was written while they were being asked', async () => {
    const lists = new AskedLists(), one = held('agt_1'), now = { ...one, reason: 'For another reason.' }
    const asking = lists.once('hold', plan, async () => [one])
    lists.forget('hold', { before: one, after: now })
    await asking
    expect(await lists.once('hold', plan, async () => [now])).toEqual([now])
  })

  it('are asked for again, all of them, after a row was written of which nobody knows how it stood', async () => {
    const lists = new AskedLists(), ask = counting()
    await lists.once('hold', plan, ask)
    lists.forget('hold', { before: undefined, after: held('agt_2') })
    expect(await lists.once('hold', plan, ask)).toEqual(nth(2))
  })

  it('are told by an empty field too', async () => {
    const lists = new AskedLists(), ask = counting(), empty = { ...plan, where: [['agentId', null]] as const }
    await lists.once('hold', empty, ask)
    lists.forget('hold', { before: null, after: held('agt_1') })
    expect(await lists.once('hold', empty, ask)).toEqual(nth(1))
    lists.forget('hold', { before: null, after: Object.assign(held('agt_1'), { agentId: null }) })
    expect(await lists.once('hold', empty, ask)).toEqual(nth(2))
  })

  it('differ by all that was asked', async () => {
    const lists = new AskedLists(), ask = counting()
    const others = [{ where: { agentId: 'agt_2' } }, { where: { agentId: 'agt_1' }, limit: 1 }, { where: { agentId: 'agt_1' }, direction: 'down' as const }]
    await lists.once('hold', plan, ask)
    for (const other of others) await lists.once('hold', planQuery('hold', { by: 'createdAt', ...other }), ask)
    expect(await ask()).toEqual(nth(5))
  })

  it('differ by kind and by where a value ends', async () => {
    const lists = new AskedLists(), ask = counting()
    const values = [null, 'null', 1, '1', true, 'true', new Date(0), new Date(0).toISOString(), '', ' string 1 x']
    for (const value of values) await lists.once('hold', { ...plan, where: [['agentId', value]] }, ask)
    await lists.once('hold', { ...plan, where: [['a', 'x'], ['b', 'y']] }, ask)
    await lists.once('hold', { ...plan, where: [['a', 'x b string 1 y']] }, ask)
    for (const after of [{ value: 1, id: 'a' }, { value: '1', id: 'a' }, { value: 1, id: 'b' }]) await lists.once('hold', { ...plan, after }, ask)
    expect(await ask()).toEqual(nth(values.length + 6))
  })
})
