import assert from 'node:assert/strict'
import type { Row } from '../../domain/nouns.ts'
import { found, sample } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

const cost = (id: string, fields: Partial<Row<'costDay'>>): Row<'costDay'> => ({ ...sample('costDay', 'bare'), id, day: '2026-03-01', agentId: 'agt_a', ...fields })
const money = (amount: number) => amount as Row<'costDay'>['billed']

export function sums({ describe, on }: Topic): void {
  describe('sums', () => {
    const ROWS = [
      cost('a', { billed: money(5), inputTokens: 1 }), cost('b', { billed: money(-2), day: '2026-03-02', model: 'large' }), cost('c', { billed: money(7), agentId: 'agt_b', day: '2026-03-02' }),
      cost('d', { billed: money(11), agentId: 'agt_b', day: '2026-03-03', model: 'large' }),
    ]
    const sorted = <T extends { many: number }>(groups: readonly T[]): T[] => groups.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))

    on('counts and adds up the rows of each group, null for one of its own', async ({ store, second }) => {
      const company = await found(store)
      await store.transact(company, async tx => { for (const row of ROWS) await tx.put('costDay', row) })
      assert.deepEqual(await second.read(company, async view => sorted(await view.sum('costDay', { by: 'day', groups: ['agentId'], of: ['billed', 'inputTokens'] }))), [
        { group: { agentId: 'agt_a' }, many: 2, sums: { billed: 3, inputTokens: 1 } }, { group: { agentId: 'agt_b' }, many: 2, sums: { billed: 18, inputTokens: 0 } },
      ])
      assert.deepEqual(await store.read(company, async view => sorted(await view.sum('costDay', { by: 'day', groups: ['model', 'agentId'], of: [] }))), [
        { group: { model: 'large', agentId: 'agt_a' }, many: 1, sums: {} }, { group: { model: 'large', agentId: 'agt_b' }, many: 1, sums: {} },
        { group: { model: null, agentId: 'agt_a' }, many: 1, sums: {} }, { group: { model: null, agentId: 'agt_b' }, many: 1, sums: {} },
      ])
    })

    on('keeps to its filter and its range, both ends included, and to one company', async ({ store }) => {
      const company = await found(store), other = await found(store, { id: 'cmp_b' })
      for (const id of [company, other]) await store.transact(id, async tx => { for (const row of ROWS) await tx.put('costDay', row) })
      const billed = (range: { from?: string; to?: string }) => store.read(company, async view => (await view.sum('costDay', { by: 'day', groups: [], of: ['billed'], ...range }))[0]?.sums.billed)
      assert.deepEqual([await billed({}), await billed({ from: '2026-03-02' }), await billed({ to: '2026-03-02' }), await billed({ from: '2026-03-02', to: '2026-03-02' })], [21, 16, 10, 5])
      assert.equal(await billed({ from: '2026-03-04' }), undefined)
      await store.transact(company, async tx => { for (const [id, webhookId, seq] of [['a', 'whk_1', 1], ['b', 'whk_1', 2], ['c', 'whk_2', 3], ['d', 'whk_1', 4]] as const) await tx.put('deadLetter', { ...sample('deadLetter', 'bare'), id, webhookId, seq }) })
      assert.deepEqual(await store.read(company, view => view.sum('deadLetter', { where: { webhookId: 'whk_1' }, by: 'seq', from: 2, groups: ['status'], of: ['seq'] })), [{ group: { status: 'dead' }, many: 2, sums: { seq: 6 } }])
    })

    on('groups and narrows by times, as they stand in a row', async ({ store }) => {
      const company = await found(store), at = (second: number) => new Date(second * 1_000)
      await store.transact(company, async tx => { for (const [id, second] of [['a', 1], ['b', 2], ['c', 2]] as const) await tx.put('reply', { id, digest: '', result: null, expiresAt: at(second) }) })
      assert.deepEqual(await store.read(company, view => view.sum('reply', { by: 'expiresAt', from: at(2), groups: ['expiresAt'], of: [] })), [{ group: { expiresAt: at(2) }, many: 2, sums: {} }])
    })

    on('sees what the same transaction wrote', async ({ store }) => {
      const company = await found(store), [first = cost('a', {}), second = cost('b', {})] = ROWS
      await store.transact(company, tx => tx.put('costDay', first))
      await store.transact(company, async tx => {
        await tx.put('costDay', { ...first, billed: money(6) })
        await tx.put('costDay', second)
        assert.deepEqual(await tx.sum('costDay', { by: 'day', groups: [], of: ['billed'] }), [{ group: {}, many: 2, sums: { billed: 4 } }])
      })
    })

    on('stops at the largest number there is', async ({ store }) => {
      const company = await found(store), most = Number.MAX_SAFE_INTEGER
      await store.transact(company, async tx => { for (let n = 0; n < 3; n++) await tx.put('costDay', cost(`cost_${n}`, { inputTokens: most })) })
      assert.deepEqual(await store.read(company, view => view.sum('costDay', { by: 'day', groups: [], of: ['inputTokens'] })), [{ group: {}, many: 3, sums: { inputTokens: most } }])
    })

    on('refuses an order that is not declared', async ({ store }) => {
      const company = await found(store)
      assert.equal((await refused(store.read(company, view => view.sum('costDay', { by: 'billed', groups: [], of: ['billed'] })))).code, 'misconfigured')
    })
  })
}
