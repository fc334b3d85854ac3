import assert from 'node:assert/strict'
import type { Company } from '../../domain/company.ts'
import { aCompany, found } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

const at = (second: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, second))

export function instance({ describe, on }: Topic): void {
  describe('the instance', () => {
    on('finds a company by id and by slug', async ({ store, second }) => {
      await found(store, { id: 'cmp_a', slug: 'acme' })
      const company = aCompany({ id: 'cmp_a', slug: 'acme' })
      assert.deepEqual(await store.instance.company('cmp_a'), company)
      assert.deepEqual(await second.instance.company('acme'), company)
      assert.equal(await store.instance.company('nobody'), undefined)
    })

    on('lists companies in pages, oldest first', async ({ store }) => {
      for (const [id, second] of [['c', 2], ['a', 1], ['b', 1], ['d', 0]] as const) await found(store, { id, createdAt: at(second) })
      const seen: string[][] = []
      for (let after: string | null = null; ;) {
        const page: { rows: Company[]; next: string | null } = await store.instance.companies({ limit: 3, after })
        seen.push(page.rows.map(({ id }) => id))
        if (page.next === null) break
        after = page.next
      }
      assert.deepEqual(seen, [['d', 'a', 'b'], ['c']])
      assert.equal((await refused(store.instance.companies({ limit: 0 }))).code, 'invalid_input')
    })

    on('is empty at first', async ({ store }) => {
      assert.deepEqual(await store.instance.companies({}), { rows: [], next: null })
    })
  })
}
