import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createPaperclip, type AuditRecord } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { alternate } from './alternate.ts'
import { median } from './median.ts'
import { row, type Row } from './report.ts'
import { folder, keepers } from './stage.ts'

const RECORDS = 10_000
const PER_TRANSACTION = 250

/** Checking a whole chain on a SQLite file, over nothing but canonical JSON and SHA-256 of records that lie in memory already. */
export async function bench(): Promise<Row[]> {
  const place = folder()
  const store = await openSqlite({ file: join(place.path, 'paperclip.db'), keepers })
  const company = await createPaperclip({ store }).found({ slug: 'bench' })
  const goal = await company.goals.set({ title: 'Ship', description: 'A goal that is set again and again.' })
  for (let at = 0; at < RECORDS; at += PER_TRANSACTION) {
    await store.transact(company.id, async tx => {
      for (let n = at; n < at + PER_TRANSACTION; n++) {
        const after = { ...goal, id: `goal_${n}`, title: `Goal ${n}` }
        await tx.record({ action: 'goal.create', noun: 'goal', before: null, after, at: goal.createdAt, actorKind: 'operator', actorId: 'bench', onBehalfOf: null, runId: null })
      }
    })
  }
  const records: AuditRecord[] = []
  for (let after: string | null = null, isMore = true; isMore;) {
    const page: { rows: AuditRecord[]; next: string | null } = await company.audit.list({ limit: 500, after })
    records.push(...page.rows)
    after = page.next
    isMore = after !== null
  }
  const { ratio, ours, floor } = await alternate({
    async ours() {
      const began = performance.now(), found = await company.audit.verify()
      if (!found.ok || found.records !== records.length) throw new Error('The chain does not verify.')
      return performance.now() - began
    },
    async floor() {
      const began = performance.now()
      for (const record of records) if (bareHash(record) !== record.hash) throw new Error('The floor does not hash as the chain does.')
      return performance.now() - began
    },
  }, { pairs: 7, warmup: 2 })
  await store.close()
  place.remove()
  const perSecond = (took: readonly number[]): readonly [number, string] => [records.length / (median(took) / 1_000), 'records/s']
  return [row('verify-ratio', [1 / ratio, 'x'], { atLeast: 0.5 }), row('verify', perSecond(ours)), row('verify-floor', perSecond(floor))]
}

function bareHash({ hash: _hash, texts: _texts, at, ...rest }: AuditRecord): string {
  return createHash('sha256').update(canonical({ ...rest, at: at.getTime() })).digest('hex')
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  return `{${Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}
