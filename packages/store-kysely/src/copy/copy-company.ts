import { INSTALLATION, type Company } from '@paperclip/core'
import { blobsOf, keyOf, verifyAudit, type BlobPlace, type Keepers, type Noun, type Row, type Store, type Verified } from '@paperclip/core/store'
import { NOUN_NAMES } from '../already-there.ts'
import { companyStatements } from '../company-statements.ts'
import { InstallationMarks } from '../installation-marks.ts'
import type { SqlDriver } from '../sql-driver.ts'
import { SqlRows } from '../sql-rows.ts'
import { tableOf } from '../table.ts'
import { checkStillOurs } from './unfinished.ts'

/** What a copy is at: rows of a company so far, and the noun they are of, or its bytes and logs. */
export interface Progress { company: string; of: Noun | 'blobs' | 'logs'; rows: number }

/** What was copied of a company. `missing` are bytes that were removed, or had been lost, by the time their turn came; `verified` is what its log comes to where it is now. */
export interface CopiedCompany { id: string; slug: string; rows: number; records: number; blobs: number; logLines: number; missing: number; verified: Verified }

/** From where to where. */
export interface Copying { from: SqlDriver; to: SqlDriver; target: Store; kept: { from: Keepers; to: Keepers }; id: string; tell(progress: Progress): void }

/** The company itself comes last: without its row nobody finds it, and nothing in it is claimed. Lines of logs go by their keepers. */
const APART: ReadonlySet<Noun> = new Set<Noun>(['company', 'logChunk'])
const PAGE = 250
const LINES = 1_000

/** Copies a company as it stands now, or what stands above companies in a company's form: accounts and invitations. Undefined if it was deleted meanwhile, or is not there. */
export async function copyCompany(copying: Copying, { id: company, slug }: Pick<Company, 'id' | 'slug'>): Promise<CopiedCompany | undefined> {
  const { from, tell } = copying, snapshot = await from.snapshot(company)
  try {
    const source = new SqlRows(snapshot.session, company, companyStatements(from.dialect).reading)
    const itself = await source.get('company', company)
    if (!itself && !(company === INSTALLATION && await source.get('head', 'head'))) return undefined
    const put = writerOf(copying, company), places = new Map<string, BlobPlace>(), runs: string[] = []
    let rows = 0, records = 0
    for (const noun of NOUN_NAMES.filter(one => !APART.has(one))) {
      for await (const page of pagesOf(source, noun)) {
        await put(noun, page)
        for (const row of page) for (const place of blobsOf(company, noun, row)) places.set(`${place.shelf} ${place.sha256}`, place)
        if (noun === 'run') runs.push(...page.map(keyOf))
        if (noun === 'audit') records += page.length
        rows += page.length
        tell({ company: slug, of: noun, rows })
      }
    }
    tell({ company: slug, of: 'blobs', rows })
    const missing = await copyBlobs(copying, [...places.values()])
    tell({ company: slug, of: 'logs', rows })
    const logLines = await copyLogs(copying, company, runs)
    if (itself) await put('company', [itself])
    const verified = await verifyAudit({ store: copying.target, blobs: copying.kept.to.blobs }, company)
    return { id: company, slug, rows: rows + (itself ? 1 : 0), records, blobs: places.size - missing, logLines, missing, verified }
  } finally {
    await snapshot.end()
  }
}

/** Every row of a noun, by its key. */
async function* pagesOf<N extends Noun>(source: SqlRows, noun: N): AsyncGenerator<Row<N>[]> {
  const { key } = tableOf(noun)
  for (let after: { value: string; id: string } | null = null; ;) {
    const found: Row<N>[] = await source.list(noun, { where: [], by: key.field, direction: 'up', after, limit: PAGE })
    const page = found.slice(0, PAGE), last = page.at(-1)
    if (page.length > 0) yield page
    if (found.length <= PAGE || !last) return
    after = { value: keyOf(last), id: keyOf(last) }
  }
}

/** Puts rows, in a transaction a page. Keys are wrapped anew: the target may have another master key. */
function writerOf({ to, kept, id }: Copying, company: string): <N extends Noun>(noun: N, rows: readonly Row<N>[]) => Promise<void> {
  const { writing } = companyStatements(to.dialect), marks = new InstallationMarks(to.dialect)
  const wrapped = async <N extends Noun>(row: Row<N>): Promise<Row<N>> => {
    if (!('wrapped' in row)) return row
    return { ...row, wrapped: await kept.to.vault.wrap(await kept.from.vault.unwrap(row.wrapped, company), company) }
  }
  return async (noun, rows) => {
    const written = noun === 'companyKey' ? await Promise.all(rows.map(row => wrapped(row))) : rows
    await to.write(company, async session => {
      await checkStillOurs(session, marks, id)
      const target = new SqlRows(session, company, writing)
      for (const row of written) await target.put(noun, row)
    })
  }
}

/** How many were not there. */
async function copyBlobs({ kept }: Copying, places: readonly BlobPlace[]): Promise<number> {
  let missing = 0
  for (const { shelf, sha256 } of places) {
    const bytes = await kept.from.blobs.get(shelf, sha256)
    if (bytes) await kept.to.blobs.put(shelf, bytes, { most: bytes.byteLength })
    else missing += 1
  }
  return missing
}

/** How many lines they had. */
async function copyLogs({ kept }: Copying, company: string, runs: readonly string[]): Promise<number> {
  let copied = 0
  for (const run of runs) {
    for (let after = -1; ;) {
      const lines = await kept.from.logs.read(company, run, { after, limit: LINES }), last = lines.at(-1)
      if (!last) break
      await kept.to.logs.append(company, run, lines)
      copied += lines.length
      after = last.n
    }
  }
  return copied
}
