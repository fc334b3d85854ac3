import { PaperclipError } from '../../domain/error.ts'
import type { AuditRecord } from '../../domain/audit.ts'
import { writeCursor } from '../../store/query.ts'
import { recordsOf } from '../retention/segment-file.ts'
import { segmentsOf } from '../retention/seal-audit.ts'
import { read, type Deps } from '../work.ts'

const PAGE = 500

/** A company's log from after a sequence number to its end as it now is, what was put away included. */
export async function* feed(deps: Deps, companyId: string, after: number): AsyncGenerator<AuditRecord> {
  let last = after
  for (const segment of await segmentsOf(deps, companyId)) {
    if (segment.toSeq <= last) continue
    for (const record of await recordsOf(deps, companyId, segment)) if (record.seq > last) yield record
    last = segment.toSeq
  }
  for (;;) {
    const records = await page(deps, companyId, last)
    const [first] = records
    if (first && first.seq > last + 1) {                       // put away while it was read, or missing
      if (!(await segmentsOf(deps, companyId)).some(({ toSeq }) => toSeq > last)) throw new PaperclipError('unavailable', `Record ${last + 1} of the audit log is missing. Verify it (audit.verify).`)
      yield* feed(deps, companyId, last)
      return
    }
    yield* records
    last = records.at(-1)?.seq ?? last
    if (records.length < PAGE) return
  }
}

const page = (deps: Deps, companyId: string, after: number): Promise<AuditRecord[]> => read(deps, companyId, async view =>
  (await view.list('audit', { by: 'seq', after: after > 0 ? writeCursor({ value: after, id: String(after) }) : null, limit: PAGE })).rows)
