import assert from 'node:assert/strict'
import { verifiedChain } from './audit-chain.ts'
import { aSession, aTask, createAll, found, putAll } from './sample-rows.ts'
import type { Topic } from './opened-store.ts'

export function scoping({ describe, on }: Topic): void {
  describe('scoping', () => {
    on('never shows one company a row of another, by id or in a list', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await createAll(store, a, 'task', [aTask(1, { status: 'todo' }), aTask(2, { status: 'todo' })])
      await store.read(b, async view => {
        assert.equal(await view.get('task', 'tsk_1'), undefined)
        assert.equal(await view.get('company', a), undefined)
        assert.deepEqual((await view.list('task', { by: 'number' })).rows, [])
        assert.deepEqual((await view.list('task', { where: { status: 'todo' }, by: 'number' })).rows, [])
        assert.equal((await view.list('audit', { by: 'seq' })).rows.length, 1)
      })
    })

    on('lets both have rows of the same id, and changes or removes only the own one', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await putAll(store, a, 'session', [aSession('same', 'of a')])
      await putAll(store, b, 'session', [aSession('same', 'of b')])
      assert.equal((await store.read(a, view => view.get('session', 'same')))?.state, 'of a')
      await store.transact(b, tx => tx.remove('session', 'same'))
      assert.equal((await store.read(a, view => view.get('session', 'same')))?.state, 'of a')
    })

    on('goes on in the own company with a cursor that another one was given', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await createAll(store, a, 'task', [1, 2, 3].map(n => aTask(n)))
      await createAll(store, b, 'task', [1, 2, 3].map(n => aTask(n, { title: 'of b' })))
      const { next } = await store.read(a, view => view.list('task', { by: 'number', limit: 1 }))
      const { rows } = await store.read(b, view => view.list('task', { by: 'number', after: next }))
      assert.deepEqual(rows.map(({ title }) => title), ['of b', 'of b'])
    })

    on('A2: keeps a chain per company', async ({ store }) => {
      const [a, b] = [await found(store, { id: 'cmp_a' }), await found(store, { id: 'cmp_b' })]
      await Promise.all([createAll(store, a, 'task', [aTask(1)]), createAll(store, b, 'task', [aTask(1), aTask(2)])])
      assert.equal((await verifiedChain(store, a)).length, 2)
      assert.equal((await verifiedChain(store, b)).length, 3)
    })
  })
}
