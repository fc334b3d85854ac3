import type { LogLine } from '../domain/run.ts'
import type { Logs } from '../ports/logs.ts'
import type { CompanyTx, Store } from '../ports/store.ts'
import { writeCursor } from '../store/query.ts'
import { folderName } from './kept-name.ts'
import { linesAfter } from './log-page.ts'

const MOST = 500

/** Logs among the rows of any store, for installations whose nodes share a database and no disk. A run must be one of a company that is there. */
export function rowLogs(store: Store): Logs {
  async function read(company: string, runId: string, query: { after: number; limit: number }): Promise<LogLine[]> {
    const lines: LogLine[] = []
    let after = query.after < 0 ? null : writeCursor({ value: query.after, id: keyOf(runId, query.after) })
    while (lines.length < query.limit) {
      const limit = Math.min(MOST, query.limit - lines.length)
      const page: { rows: (LogLine & { id: string; runId: string })[]; next: string | null } =
        await store.read(company, view => view.list('logChunk', { where: { runId }, by: 'n', after, limit }))
      for (const { n, at, stream, level, text } of page.rows) lines.push({ n, at, stream, level, text })
      after = page.next
      if (after === null) break
    }
    return lines
  }

  async function remove(company: string, runId: string): Promise<void> {
    for (;;) {
      const isLast = await store.transact(company, async tx => {
        const { rows, next } = await tx.list('logChunk', { where: { runId }, by: 'n', limit: MOST })
        for (const { id } of rows) await tx.remove('logChunk', id)
        return next === null
      })
      if (isLast) return
    }
  }

  return {
    async append(company, runId, lines) {
      folderName('run', runId)
      if (lines.length > 0) await store.transact(folderName('company', company), tx => add(tx, runId, lines))
    },
    read: async (company, runId, query) => read(folderName('company', company), folderName('run', runId), linesAfter(query)),
    remove: async (company, runId) => remove(folderName('company', company), folderName('run', runId)),
    async destroy(company) {
      folderName('company', company)
      for (let after: string | null = null; ;) {
        const page: { rows: { id: string }[]; next: string | null } = await store.read(company, view => view.list('run', { by: 'startedAt', after, limit: MOST }))
        for (const { id } of page.rows) await remove(company, id)
        after = page.next
        if (after === null) return
      }
    },
  }
}

async function add(tx: CompanyTx, runId: string, lines: readonly LogLine[]): Promise<void> {
  for (const { n, at, stream, level, text } of lines) {
    const id = keyOf(runId, n)
    if (!await tx.get('logChunk', id)) await tx.put('logChunk', { id, runId, n, at, stream, level, text: storable(text) })
  }
}

const keyOf = (runId: string, n: number): string => `${runId}:${n}`

/** A text that every store can hold. */
const storable = (text: string): string => text.replaceAll('\0', '\u{FFFD}').toWellFormed()
