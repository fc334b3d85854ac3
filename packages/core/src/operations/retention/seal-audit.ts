import type { AuditRecord } from '../../domain/audit.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import type { Segment } from '../../domain/retention.ts'
import { all } from '../find.ts'
import { create, deed, read, transact, type Deps } from '../work.ts'
import { keepSegment } from './segment-file.ts'

/** Bounds of one file. */
const MOST_RECORDS = 5_000
const MOST_BYTES = 32_000_000
const PAGE = 500

/** Puts the oldest records of a company's audit log away, up to a time: first the file, then, in one transaction, what says so and the rows go. Returns how many. */
export async function sealAudit(deps: Deps, companyId: string, before: Date): Promise<number> {
  const { records, isFull } = await oldest(deps, companyId, before)
  const [first] = records, last = records.at(-1)
  if (!first || !last || (records.length < deps.limits.segmentRecords && !isFull)) return 0
  if (last.seq - first.seq + 1 !== records.length) return 0                           // a gap: what is missing is for `verify` to name, not to be put away
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
export const segmentsOf = (deps: Pick<Deps, 'store'>, companyId: string): Promise<Segment[]> => read(deps, companyId, view => all(view, 'segment', { by: 'fromSeq' }))

/** Counts what would be put away. */
export const sealable = async (deps: Deps, companyId: string, before: Date): Promise<number> => {
  const { records, isFull } = await oldest(deps, companyId, before)
  return records.length < deps.limits.segmentRecords && !isFull ? 0 : records.length
}

/** The oldest records as far as one file may hold them; `isFull` if there are more of that age. */
async function oldest(deps: Deps, companyId: string, before: Date): Promise<{ records: AuditRecord[]; isFull: boolean }> {
  return read(deps, companyId, async view => {
    const records: AuditRecord[] = []
    let bytes = 0
    let after: string | null = null
    do {
      const page: { rows: AuditRecord[]; next: string | null } = await view.list('audit', { by: 'seq', after, limit: PAGE })
      after = page.next
      for (const record of page.rows) {
        bytes += sizeOf(record)
        // an unbroken row of records: clocks of several nodes differ, and what is younger may stand before what is older
        if (record.at >= before || records.length >= MOST_RECORDS || (bytes > MOST_BYTES && records.length > 0)) return { records, isFull: record.at < before }
        records.push(record)
      }
    } while (after !== null)
    return { records, isFull: false }
  })
}

const sizeOf = ({ texts }: AuditRecord): number => Object.values(texts ?? {}).reduce<number>((sum, text) => sum + (typeof text === 'string' ? text.length : JSON.stringify(text).length), 500)
