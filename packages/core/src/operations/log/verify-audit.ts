import type { AuditRecord } from '../../domain/audit.ts'
import { isPaperclipError } from '../../domain/error.ts'
import type { Segment } from '../../domain/retention.ts'
import { digestOf, FIRST_PREV, hashOf } from '../../policy/audit-chain.ts'
import { writeCursor } from '../../store/query.ts'
import { all } from '../find.ts'
import { recordsOf } from '../retention/segment-file.ts'
import { segmentsOf } from '../retention/seal-audit.ts'
import { read, type Deps } from '../work.ts'

/** What `verify` found: all records in order, or the first one that is not as it was written. */
export type Verified = { ok: true; records: number; head: string } | { ok: false; seq: number; problem: string }

/** What a log is verified with: the rows, and the bytes of what was put away. */
type Verifying = Pick<Deps, 'store' | 'blobs'>

interface Anchor { seq: number; hash: string }
/** How far a chain was followed, and how it goes on. */
interface Followed { seq: number; prev: string }

const PAGE = 500

/**
 * Checks a company's whole chain: every number, every hash, every text that was not erased against its digest, what was put away as well, and that it ends where the head says.
 * `anchor` is a head that was noted outside: a log that was cut off after it does not verify.
 */
export async function verifyAudit(deps: Verifying, companyId: string, anchor?: Anchor): Promise<Verified> {
  const head = await read(deps, companyId, view => view.get('head', 'head'))
  if (!head) return { ok: false, seq: 0, problem: 'this company has no audit log' }
  let at: Followed = { seq: 0, prev: FIRST_PREV }
  const checked = new Set<string>()
  for (;;) {
    for (const segment of await segmentsOf(deps, companyId)) {
      if (checked.has(segment.id)) continue
      const next = await followSegment(deps, { companyId, key: head.key, anchor }, { segment, at })
      if ('ok' in next) return next
      at = next
      checked.add(segment.id)
    }
    const end = await followRows(deps, { companyId, key: head.key, anchor }, { at, segments: checked.size })
    if (end !== 'sealed_meanwhile') return end
  }
}

interface Chain { companyId: string; key: string; anchor: Anchor | undefined }

async function followSegment(deps: Verifying, chain: Chain, { segment, at }: { segment: Segment; at: Followed }): Promise<Followed | Verified & { ok: false }> {
  try {
    const records = await recordsOf(deps, chain.companyId, segment)
    const next = follow(records, chain, at)
    if ('ok' in next) return next
    return next.seq === segment.toSeq && next.prev === segment.hash ? next : { ok: false, seq: next.seq + 1, problem: 'what was put away does not end where it says' }
  } catch (error) {
    return { ok: false, seq: segment.fromSeq, problem: isPaperclipError(error) ? error.message : `what was put away cannot be read: ${String(error)}` }
  }
}

/** Follows the rows, on one snapshot with the head they lead to. */
async function followRows(deps: Verifying, chain: Chain, { at, segments }: { at: Followed; segments: number }): Promise<Verified | 'sealed_meanwhile'> {
  return read(deps, chain.companyId, async view => {
    if ((await all(view, 'segment', { by: 'fromSeq' })).length !== segments) return 'sealed_meanwhile'
    const head = await view.get('head', 'head')
    let followed = at
    let after: string | null = at.seq > 0 ? writeCursor({ value: at.seq, id: String(at.seq) }) : null
    do {
      const page: { rows: AuditRecord[]; next: string | null } = await view.list('audit', { by: 'seq', after, limit: PAGE })
      const next = follow(page.rows, chain, followed)
      if ('ok' in next) return next
      followed = next
      after = page.next
    } while (after !== null)
    const { seq, prev } = followed
    if (seq !== head?.seq || prev !== head.hash) return { ok: false, seq: seq + 1, problem: `the log ends at record ${seq}, but ${head?.seq ?? 0} were written` }
    if (chain.anchor && chain.anchor.seq > seq) return { ok: false, seq: seq + 1, problem: `the log ends at record ${seq}, but record ${chain.anchor.seq} was anchored` }
    return { ok: true, records: seq, head: prev }
  })
}

function follow(records: readonly AuditRecord[], { key, anchor }: Chain, from: Followed): Followed | Verified & { ok: false } {
  let { seq, prev } = from
  for (const record of records) {
    const problem = problemOf(record, { seq: seq + 1, prev, key })
    if (problem) return { ok: false, seq: seq + 1, problem }
    if (anchor?.seq === record.seq && anchor.hash !== record.hash) return { ok: false, seq: record.seq, problem: 'it is not the record that was anchored' }
    prev = record.hash
    seq = record.seq
  }
  return { seq, prev }
}

function problemOf(record: AuditRecord, { seq, prev, key }: { seq: number; prev: string; key: string }): string | null {
  if (record.seq !== seq) return `record ${seq} is missing`
  if (record.prev !== prev) return 'it does not follow the record before it'
  if (hashOf(record) !== record.hash) return 'it is not what was hashed'
  for (const [field, text] of Object.entries(record.texts ?? {})) {
    if (record.digests[field] !== digestOf(key, text)) return `its text "${field}" is not what was digested`
  }
  return null
}
