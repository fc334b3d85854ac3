import assert from 'node:assert/strict'
import { aSession, aTask, createAll, found, putAll } from './sample-rows.ts'
import type { Topic } from './opened-store.ts'

export function reading({ describe, on }: Topic): void {
  describe('read', () => {
    on('sees a whole transaction or nothing of it, whoever writes beside', async ({ store, second }) => {
      const company = await found(store)
      await putAll(store, company, 'session', [aSession('left', 0), aSession('right', 0)])
      const writes = Array.from({ length: 20 }, (_, n) => putAll(n % 2 ? store : second, company, 'session', [aSession('left', n), aSession('right', n)]))
      const reads = Array.from({ length: 20 }, (_, n) => (n % 2 ? store : second).read(company, async view => {
        const left = await view.get('session', 'left')
        await view.list('task', { by: 'number' })
        return [left?.state, (await view.get('session', 'right'))?.state]
      }))
      for (const [left, right] of await Promise.all(reads)) assert.equal(left, right)
      await Promise.all(writes)
    })

    on('sees what was written before it was asked, through either handle', async ({ store, second }) => {
      const company = await found(store)
      await createAll(store, company, 'task', [aTask(1)])
      assert.equal((await second.read(company, view => view.list('task', { by: 'number' }))).rows.length, 1)
      await createAll(second, company, 'task', [aTask(2)])
      assert.equal((await store.read(company, view => view.list('task', { by: 'number' }))).rows.length, 2)
    })

    on('is ready, through either handle, with something in it or nothing', async ({ store, second }) => {
      await store.ready()
      await found(store)
      await Promise.all([store.ready(), second.ready()])
    })

    on('gives back what its work threw, and the next one works', async ({ store }) => {
      const company = await found(store), broken = new Error('broken')
      await assert.rejects(store.read(company, () => Promise.reject(broken)), broken)
      assert.ok(await store.read(company, view => view.get('company', company)))
    })
  })
}
