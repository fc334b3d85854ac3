import type { AuditRecord } from '../domain/audit.ts'
import { writeCursor } from '../store/query.ts'
import type { Store } from '../ports/store.ts'

/** One page of a company's log after a sequence number, in order. */
export async function feedPage(store: Store, companyId: string, { after, limit }: { after: number; limit: number }): Promise<AuditRecord[]> {
  return store.read(companyId, async view =>
    (await view.list('audit', { by: 'seq', after: after > 0 ? writeCursor({ value: after, id: String(after) }) : null, limit })).rows)
}

/** A company's log from after a sequence number to its end as it now is. */
export async function* feed(store: Store, companyId: string, after: number): AsyncGenerator<AuditRecord> {
  const limit = 500
  for (let last = after; ;) {
    const records = await feedPage(store, companyId, { after: last, limit })
    yield* records
    last = records.at(-1)?.seq ?? last
    if (records.length < limit) return
  }
}
