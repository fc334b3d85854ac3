import assert from 'node:assert/strict'
import type { AuditedNoun, Row } from '../../domain/nouns.ts'
import type { Store } from '../../ports/store.ts'
import { aRun, aTask, createAll, creation, edit, found, sample } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

async function isTaken<N extends AuditedNoun>(store: Store, company: string, noun: N, row: Row<N>): Promise<void> {
  const { code, reason } = await refused(createAll(store, company, noun, [row]))
  assert.deepEqual({ code, reason }, { code: 'conflict', reason: 'exists' })
}

export function uniqueness({ describe, on }: Topic): void {
  describe('what is unique', () => {
    on('is refused a second time, in one transaction or two', async ({ store, second }) => {
      const company = await found(store)
      await createAll(store, company, 'task', [aTask(1)])
      await isTaken(second, company, 'task', aTask(1, { id: 'another', identifier: 'ACME-X' }))
      await isTaken(second, company, 'task', aTask(2, { identifier: 'ACME-1' }))
      assert.equal((await refused(createAll(store, company, 'task', [aTask(3), aTask(3, { id: 'another' })]))).reason, 'exists')
      assert.equal((await store.read(company, view => view.list('task', { by: 'number' }))).rows.length, 1)
    })

    on('can be written again by the same row, given up, and taken by another', async ({ store }) => {
      const company = await found(store), task = aTask(1)
      await createAll(store, company, 'task', [task])
      await store.transact(company, tx => tx.record(edit('task', task, { ...task, title: 'Other words' })))
      await store.transact(company, async tx => {
        await tx.record(edit('task', task, null))
        await tx.record(creation('task', { ...task, id: 'another' }))
      })
      assert.equal(await store.read(company, view => view.get('task', task.id)), undefined)
    })

    on('is so within a company', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await createAll(store, a, 'task', [aTask(1)])
      await createAll(store, b, 'task', [aTask(1)])
    })

    on('R1: leaves an agent one running run, however many have ended', async ({ store, second }) => {
      const company = await found(store)
      await createAll(store, company, 'run', [aRun('one', { status: 'succeeded' }), aRun('two', { status: 'failed' }), aRun('three')])
      await isTaken(second, company, 'run', aRun('four'))
      await createAll(store, company, 'run', [aRun('other', { agentId: 'agt_2' })])
      await store.transact(company, tx => tx.record(edit('run', aRun('three'), aRun('three', { status: 'lost' }))))
      await createAll(second, company, 'run', [aRun('four')])
    })

    on('R1: has one winner of two handles', async ({ store, second }) => {
      const company = await found(store)
      const outcomes = await Promise.allSettled([createAll(store, company, 'run', [aRun('one')]), createAll(second, company, 'run', [aRun('two')])])
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
      assert.equal((await store.read(company, view => view.list('run', { by: 'startedAt' }))).rows.length, 1)
    })

    on('H1: leaves a slot of an agent one run, and runs without a slot alone', async ({ store }) => {
      const company = await found(store), slot = new Date('2026-01-05T10:00:00Z')
      await createAll(store, company, 'run', [aRun('one', { status: 'lost', slot }), aRun('two', { status: 'lost', slot: null }), aRun('three', { status: 'lost', slot: null })])
      await isTaken(store, company, 'run', aRun('four', { status: 'running', slot }))
      await createAll(store, company, 'run', [aRun('five', { slot: new Date(slot.getTime() + 1) }), aRun('six', { agentId: 'agt_2', slot })])
    })

    on('lets any number of rows have null in it', async ({ store }) => {
      const company = await found(store)
      const hold = (id: string, budgetId: string | null) => sample('hold', 'bare', { id, agentId: 'agt_1', cause: 'budget', budgetId })
      await createAll(store, company, 'hold', [hold('a', null), hold('b', null), hold('c', 'bud_1')])
      await isTaken(store, company, 'hold', hold('d', 'bud_1'))
    })

    on('everywhere: two companies never have one slug', async ({ store, second }) => {
      await found(store, { id: 'cmp_a', slug: 'acme' })
      assert.equal((await refused(found(second, { id: 'cmp_b', slug: 'acme' }))).reason, 'exists')
      assert.equal(await second.instance.company('cmp_b'), undefined)
      assert.equal(await store.read('cmp_b', view => view.get('head', 'head')), undefined)
      await found(second, { id: 'cmp_b', slug: 'other' })
    })
  })
}
