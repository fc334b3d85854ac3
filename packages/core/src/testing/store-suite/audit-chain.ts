import assert from 'node:assert/strict'
import { FIRST_PREV, hashOf } from '../../policy/audit-chain.ts'
import type { AuditRecord } from '../../domain/audit.ts'
import type { Store } from '../../ports/store.ts'
import { aTask, createAll, creation, edit, found, sample } from './sample-rows.ts'
import { refused } from './refused.ts'
import type { Topic } from './opened-store.ts'

/** All records of a company, after checking that they are numbered without gaps and that each hash follows from the one before. */
export async function verifiedChain(store: Store, company: string): Promise<AuditRecord[]> {
  const records: AuditRecord[] = []
  for (let after: string | null = null; ;) {
    const page: { rows: AuditRecord[]; next: string | null } = await store.read(company, view => view.list('audit', { by: 'seq', after, limit: 500 }))
    records.push(...page.rows)
    after = page.next
    if (after === null) break
  }
  let prev = FIRST_PREV
  records.forEach((record, n) => {
    assert.equal(record.seq, n + 1)
    assert.equal(record.prev, prev)
    assert.equal(record.hash, hashOf(record))
    prev = record.hash
  })
  const head = await store.read(company, view => view.get('head', 'head'))
  assert.equal(head?.seq ?? 0, records.length)
  assert.equal(head?.hash ?? FIRST_PREV, prev)
  return records
}

export function auditChain({ describe, on }: Topic): void {
  describe('the audit chain', () => {
    on('A1: gets one record per change, with the row and the head', async ({ store }) => {
      const company = await found(store)
      const task = aTask(1), changed = { ...task, status: 'done' as const }
      const written = await store.transact(company, async tx => [await tx.record(creation('task', task)), await tx.record(edit('task', task, changed))])
      const records = await verifiedChain(store, company)
      assert.deepEqual(records.slice(1), written)
      assert.deepEqual(records[2]?.after, { status: 'done' })
      assert.deepEqual(await store.read(company, view => view.get('task', task.id)), changed)
    })

    on('A1: records a removal, and the row is gone', async ({ store }) => {
      const company = await found(store), task = aTask(1)
      await createAll(store, company, 'task', [task])
      await store.transact(company, tx => tx.record(edit('task', task, null)))
      assert.equal(await store.read(company, view => view.get('task', task.id)), undefined)
      assert.equal((await verifiedChain(store, company)).at(-1)?.after, null)
    })

    on('A2: verifies after a round trip of values that are hard to store', async ({ store, second }) => {
      const company = await found(store)
      await createAll(store, company, 'run', [sample('run', 'full', { id: 'hard' }), sample('run', 'bare', { id: 'easy' })])
      assert.equal((await verifiedChain(second, company)).length, 3)
    })

    on('A5: numbers without gaps in commit order, by 16 writers on two handles, some of which fail', async ({ store, second }) => {
      const company = await found(store)
      const commits: number[] = []
      await Promise.allSettled(Array.from({ length: 64 }, async (_, n) => {
        const seqs = await (n % 2 ? store : second).transact(company, async tx => {
          const first = await tx.record(creation('task', aTask(2 * n + 1)))
          const next = await tx.record(creation('task', aTask(2 * n + 2)))
          if (n % 4 === 0) throw new Error('changed its mind')
          return [first.seq, next.seq]
        })
        commits.push(...seqs)
      }))
      assert.equal((await verifiedChain(store, company)).length, 1 + 2 * 48)
      assert.deepEqual([...commits].sort((a, b) => a - b), Array.from({ length: 96 }, (_, n) => n + 2))
    })

    on('A5: numbers records that were written side by side in one transaction', async ({ store }) => {
      const company = await found(store)
      const records = await store.transact(company, tx => Promise.all([1, 2, 3].map(n => tx.record(creation('task', aTask(n))))))
      assert.deepEqual(records.map(({ seq }) => seq), [2, 3, 4])
      await verifiedChain(store, company)
    })

    on('is opened once', async ({ store }) => {
      const company = await found(store)
      assert.equal((await refused(store.transact(company, tx => tx.open('00'.repeat(32))))).reason, 'exists')
      await verifiedChain(store, company)
    })
  })
}
