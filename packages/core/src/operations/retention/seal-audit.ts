import type { AuditRecord } from '../../domain/audit.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import type { Segment } from '../../domain/retention.ts'
import { all } from '../find.ts'
import { create, deed, read, transact, type Deps } from '../work.ts'
import { keepSegment } from './segment-file.ts'

const MOST_RECORDS = 5_000
const PAGE = 500

/** Puts the oldest records of a company's audit log away, up to a time: first the file, then, in one transaction, what says so and the rows go. Returns how many. */
export async function sealAudit(deps: Deps, companyId: string, before: Date): Promise<number> {
  const records = await oldest(deps, companyId, before)
  const [first] = records, last = records.at(-1)
  if (!first || !last || records.length < deps.limits.segmentRecords) return 0
  const file = await keepSegment(deps, companyId, records)
  return transact({ deps, companyId, by: HEARTBEAT }, async work => {
    const standing = (await work.tx.list('audit', { by: 'seq', limit: 1 })).rows[0]
    if (standing?.hash !== first.hash) return 0                                    // another node has put it away
    await create(deed(work, 'segment', 'audit.seal'), {
      id: work.deps.ids.next('seg'), fromSeq: first.seq, toSeq: last.seq, prev: first.prev, hash: last.hash, ...file, createdAt: work.now,
    })
    await work.tx.forget('audit', records.map(({ seq }) => String(seq)))
    return records.length
  })
}

/** The segments of a company's audit log, oldest first. */
export const segmentsOf = (deps: Deps, companyId: string): Promise<Segment[]> => read(deps, companyId, view => all(view, 'segment', { by: 'fromSeq' }))

/** Counts what would be put away. */
export const sealable = async (deps: Deps, companyId: string, before: Date): Promise<number> => {
  const many = (await oldest(deps, companyId, before)).length
  return many < deps.limits.segmentRecords ? 0 : many
}

async function oldest(deps: Deps, companyId: string, before: Date): Promise<AuditRecord[]> {
  return read(deps, companyId, async view => {
    const records: AuditRecord[] = []
    let after: string | null = null
    do {
      const page: { rows: AuditRecord[]; next: string | null } = await view.list('audit', { by: 'seq', after, limit: PAGE })
      const old = page.rows.filter(({ at }) => at < before)
      records.push(...old)
      after = old.length < page.rows.length || records.length >= MOST_RECORDS ? null : page.next
    } while (after !== null)
    return records
  })
}
