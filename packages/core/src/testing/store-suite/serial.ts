import assert from 'node:assert/strict'
import { aTask, countUp, creation, edit, found } from './sample-rows.ts'
import type { Topic } from './opened-store.ts'

const MANY = 50

export function serial({ describe, on }: Topic): void {
  describe('serial within a company', () => {
    on('loses none of 50 interleaved read-modify-writes', async ({ store }) => {
      const company = await found(store)
      const counts = await Promise.all(Array.from({ length: MANY }, () => store.transact(company, countUp)))
      assert.deepEqual(counts.sort((a, b) => a - b), Array.from({ length: MANY }, (_, n) => n + 1))
    })

    on('loses none of 50 by two handles', async ({ store, second }) => {
      const company = await found(store)
      await Promise.all(Array.from({ length: MANY }, (_, n) => (n % 2 ? store : second).transact(company, countUp)))
      assert.equal((await store.read(company, view => view.get('session', 'counter')))?.state, MANY)
    })

    on('loses none of the audited ones, with failures among them', async ({ store, second }) => {
      const company = await found(store)
      await store.transact(company, tx => tx.record(creation('task', aTask(1))))
      const outcomes = await Promise.allSettled(Array.from({ length: MANY }, (_, n) => (n % 2 ? store : second).transact(company, async tx => {
        const task = await tx.get('task', 'tsk_1')
        assert.ok(task)
        await tx.record(edit('task', task, { ...task, depth: task.depth + 1 }))
        if (n % 5 === 0) throw new Error('changed its mind')
      })))
      const kept = outcomes.filter(({ status }) => status === 'fulfilled').length
      assert.equal(kept, MANY - MANY / 5)
      assert.equal((await second.read(company, view => view.get('task', 'tsk_1')))?.depth, kept)
    })

    on('keeps companies apart', async ({ store, second }) => {
      const companies = await Promise.all(['cmp_a', 'cmp_b', 'cmp_c'].map(id => found(store, { id })))
      await Promise.all(companies.flatMap(company => Array.from({ length: 10 }, (_, n) => (n % 2 ? store : second).transact(company, countUp))))
      for (const company of companies) assert.equal((await store.read(company, view => view.get('session', 'counter')))?.state, 10)
    })
  })
}
