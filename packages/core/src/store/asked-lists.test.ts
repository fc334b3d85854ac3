import { describe, expect, it } from 'vitest'
import { AskedLists } from './asked-lists.ts'
import { planQuery } from './query.ts'

describe('lists that were asked for', () => {
  const plan = planQuery('hold', { where: { agentId: 'agt_1' }, by: 'createdAt' })
  const counting = () => {
    let asked = 0
    return async () => ++asked
  }

  it('are asked for once, also while they are being asked', async () => {
    const lists = new AskedLists(), ask = counting()
    expect(await Promise.all([lists.once('hold', plan, ask), lists.once('hold', plan, ask)])).toEqual([1, 1])
    expect(await lists.once('hold', plan, ask)).toBe(1)
  })

  it('are asked for again after such a row was written', async () => {
    const lists = new AskedLists(), ask = counting()
    await lists.once('hold', plan, ask)
    lists.forget('task')
    expect(await lists.once('hold', plan, ask)).toBe(1)
    lists.forget('hold')
    expect(await lists.once('hold', plan, ask)).toBe(2)
  })

  it('differ by all that was asked', async () => {
    const lists = new AskedLists(), ask = counting()
    const others = [{ where: { agentId: 'agt_2' } }, { where: { agentId: 'agt_1' }, limit: 1 }, { where: { agentId: 'agt_1' }, direction: 'down' as const }]
    await lists.once('hold', plan, ask)
    for (const other of others) await lists.once('hold', planQuery('hold', { by: 'createdAt', ...other }), ask)
    expect(await ask()).toBe(5)
  })

  it('differ by kind and by where a value ends', async () => {
    const lists = new AskedLists(), ask = counting()
    const values = [null, 'null', 1, '1', true, 'true', new Date(0), new Date(0).toISOString(), '', ' string 1 x']
    for (const value of values) await lists.once('hold', { ...plan, where: [['agentId', value]] }, ask)
    await lists.once('hold', { ...plan, where: [['a', 'x'], ['b', 'y']] }, ask)
    await lists.once('hold', { ...plan, where: [['a', 'x b string 1 y']] }, ask)
    for (const after of [{ value: 1, id: 'a' }, { value: '1', id: 'a' }, { value: 1, id: 'b' }]) await lists.once('hold', { ...plan, after }, ask)
    expect(await ask()).toBe(values.length + 6)
  })
})
