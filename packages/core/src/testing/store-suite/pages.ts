import assert from 'node:assert/strict'
import type { Row } from '../../domain/nouns.ts'
import type { Query, Store } from '../../ports/store.ts'
import { aTask, createAll, found, sample } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, second))
const aGoal = (id: string, second: number, fields: Partial<Row<'goal'>> = {}): Row<'goal'> => sample('goal', 'bare', { id, createdAt: at(second), ...fields })

async function idsByPage(store: Store, company: string, query: Query<'goal'>): Promise<string[][]> {
  const pages: string[][] = []
  for (let after: string | null = null; ;) {
    const page: { rows: Row<'goal'>[]; next: string | null } = await store.read(company, view => view.list('goal', { ...query, after }))
    pages.push(page.rows.map(({ id }) => id))
    if (page.next === null) return pages
    after = page.next
  }
}

export function pages({ describe, on }: Topic): void {
  describe('pages', () => {
    on('go up and down, equals by id, and end with null', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'goal', [aGoal('d', 2), aGoal('b', 1), aGoal('a', 2), aGoal('c', 2), aGoal('e', 3), aGoal('f', 0)])
      assert.deepEqual(await idsByPage(store, company, { by: 'createdAt', limit: 2 }), [['f', 'b'], ['a', 'c'], ['d', 'e']])
      assert.deepEqual(await idsByPage(store, company, { by: 'createdAt', direction: 'down', limit: 4 }), [['e', 'd', 'c', 'a'], ['b', 'f']])
      assert.deepEqual(await idsByPage(store, company, { by: 'createdAt', limit: 6 }), [['f', 'b', 'a', 'c', 'd', 'e']])
    })

    on('keep to their filter', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'goal', [aGoal('a', 1, { status: 'active' }), aGoal('b', 1), aGoal('c', 1, { status: 'active' }), aGoal('d', 2, { status: 'active' })])
      assert.deepEqual(await idsByPage(store, company, { where: { status: 'active' }, by: 'createdAt', limit: 1 }), [['a'], ['c'], ['d']])
    })

    on('tell null from the text "null"', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'goal', [aGoal('a', 1, { parentId: null }), aGoal('b', 2, { parentId: 'null' }), aGoal('c', 3, { parentId: 'a' })])
      assert.deepEqual(await idsByPage(store, company, { where: { parentId: null }, by: 'createdAt' }), [['a']])
      assert.deepEqual(await idsByPage(store, company, { where: { parentId: 'null' }, by: 'createdAt' }), [['b']])
    })

    on('find by a time', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'run', [1, 2].map(n => sample('run', 'bare', { id: `run_${n}`, agentId: 'agt', status: 'succeeded', slot: at(n) })))
      const { rows } = await store.read(company, view => view.list('run', { where: { agentId: 'agt', slot: at(2) }, by: 'startedAt' }))
      assert.deepEqual(rows.map(({ id }) => id), ['run_2'])
    })

    on('go on where they were when rows come and go', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'task', [2, 4, 6].map(n => aTask(n)))
      const first = await store.read(company, view => view.list('task', { by: 'number', limit: 2 }))
      await createAll(store, company, 'task', [aTask(1), aTask(5)])
      const next = await store.read(company, view => view.list('task', { by: 'number', limit: 2, after: first.next }))
      assert.deepEqual(next.rows.map(({ number }) => number), [5, 6])
      assert.equal(next.next, null)
    })

    on('sort numbers as numbers', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'task', [10, 9, 100].map(n => aTask(n)))
      const { rows } = await store.read(company, view => view.list('task', { by: 'number' }))
      assert.deepEqual(rows.map(({ number }) => number), [9, 10, 100])
    })

    on('hold 100 rows unless said, and 500 at most', async ({ store }) => {
      const company = await found(store)
      await createAll(store, company, 'task', Array.from({ length: 101 }, (_, n) => aTask(n + 1)))
      const { rows, next } = await store.read(company, view => view.list('task', { by: 'number' }))
      assert.equal(rows.length, 100)
      assert.equal((await store.read(company, view => view.list('task', { by: 'number', after: next }))).rows.length, 1)
      for (const limit of [0, 501, 1.5, -1]) {
        assert.equal((await refused(store.read(company, view => view.list('task', { by: 'number', limit })))).code, 'invalid_input')
      }
    })

    on('refuse an order that is not declared, and a cursor that is none', async ({ store }) => {
      const company = await found(store)
      assert.equal((await refused(store.read(company, view => view.list('task', { by: 'title' })))).code, 'misconfigured')
      assert.equal((await refused(store.read(company, view => view.list('task', { where: { title: 'x' }, by: 'number' })))).code, 'misconfigured')
      assert.equal((await refused(store.read(company, view => view.list('task', { by: 'number', after: 'nonsense' })))).code, 'invalid_input')
    })
  })
}
