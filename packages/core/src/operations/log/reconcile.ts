import { NOUNS, type AuditedNoun } from '../../domain/nouns.ts'
import { Rebuilt } from '../../policy/rebuild.ts'
import type { CompanyView } from '../../ports/store.ts'
import { writeCursor } from '../../store/query.ts'
import { all, need } from '../find.ts'
import { recordsOf } from '../retention/segment-file.ts'
import { segmentsOf } from '../retention/seal-audit.ts'
import { read, type Deps } from '../work.ts'
import { compareBalances, compareCosts, compareNoun } from './compare-rows.ts'
import { Findings, type Discrepancy } from './findings.ts'

/** What `reconcile` found: that so many rows are what so many records say, or what is not, 100 of it at most. */
export type Reconciled = { ok: true; records: number; rows: number } | { ok: false; records: number; rows: number; discrepancies: Discrepancy[] }

const PAGE = 500

/**
 * Rebuilds a company from its audit log alone, what was put away included, and compares every audited row with it, every balance, and what costs come to. What was let go for its age is not missed.
 * Throws `unavailable` if a part that was put away cannot be read.
 */
export async function reconcile(deps: Deps, companyId: string): Promise<Reconciled> {
  for (;;) {
    const segments = await segmentsOf(deps, companyId)
    const rebuilt = new Rebuilt()
    for (const segment of segments) rebuilt.read(await recordsOf(deps, companyId, segment))
    const found = await read(deps, companyId, async view => {
      if ((await all(view, 'segment', { by: 'fromSeq' })).length !== segments.length) return null               // put away meanwhile
      await readRows(view, rebuilt)
      return compare(view, rebuilt)
    })
    if (found) return found
  }
}

async function readRows(view: CompanyView, rebuilt: Rebuilt): Promise<void> {
  let after: string | null = rebuilt.seq > 0 ? writeCursor({ value: rebuilt.seq, id: String(rebuilt.seq) }) : null
  do {
    const page = await view.list('audit', { by: 'seq', after, limit: PAGE })
    rebuilt.read(page.rows)
    after = page.next
  } while (after !== null)
}

async function compare(view: CompanyView, rebuilt: Rebuilt): Promise<Reconciled> {
  const { seq, key } = await need(view, 'head', 'head')
  const found = new Findings(rebuilt)
  const missing = rebuilt.missing ?? (rebuilt.seq < seq ? rebuilt.seq + 1 : null)
  if (missing === null) {
    for (const noun of AUDITED) await compareNoun(view, { noun, key }, found)
    await compareBalances(view, found)
    await compareCosts(view, found)
    found.countGone()
  } else {
    found.miss('audit', String(missing))                       // behind a gap nobody knows how it went on
  }
  const { rows, discrepancies } = found
  return discrepancies.length === 0 ? { ok: true, records: seq, rows } : { ok: false, records: rebuilt.seq, rows, discrepancies }
}

const isAudited = (noun: keyof typeof NOUNS): noun is AuditedNoun => NOUNS[noun].audited
const AUDITED = (Object.keys(NOUNS) as (keyof typeof NOUNS)[]).filter(isAudited)
