import type { AuditRecord } from '../domain/audit.ts'
import { digestOf, FIRST_PREV, hashOf } from '../policy/audit-chain.ts'
import type { Store } from '../ports/store.ts'

/** What `verify` found: all records in order, or the first one that is not as it was written. */
export type Verified = { ok: true; records: number; head: string } | { ok: false; seq: number; problem: string }

/**
 * Checks a company's whole chain: every number, every hash, every text that was not erased against its digest, and that it ends where the head says.
 * `anchor` is a head that was noted outside: a log that was cut off after it does not verify.
 */
export async function verifyAudit(store: Store, companyId: string, anchor?: { seq: number; hash: string }): Promise<Verified> {
  return store.read(companyId, async view => {
    const head = await view.get('head', 'head')
    if (!head) return { ok: false, seq: 0, problem: 'this company has no audit log' }
    let prev = FIRST_PREV, seq = 0
    let after: string | null = null
    do {
      const page: { rows: AuditRecord[]; next: string | null } = await view.list('audit', { by: 'seq', after, limit: 500 })
      for (const record of page.rows) {
        const problem = problemOf(record, { seq: seq + 1, prev, key: head.key })
        if (problem) return { ok: false, seq: seq + 1, problem }
        if (anchor?.seq === record.seq && anchor.hash !== record.hash) return { ok: false, seq: record.seq, problem: 'it is not the record that was anchored' }
        prev = record.hash
        seq = record.seq
      }
      after = page.next
    } while (after !== null)
    if (seq !== head.seq || prev !== head.hash) return { ok: false, seq: seq + 1, problem: `the log ends at record ${seq}, but ${head.seq} were written` }
    if (anchor && anchor.seq > seq) return { ok: false, seq: seq + 1, problem: `the log ends at record ${seq}, but record ${anchor.seq} was anchored` }
    return { ok: true, records: seq, head: prev }
  })
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
