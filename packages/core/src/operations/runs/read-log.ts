import { PaperclipError } from '../../domain/error.ts'
import type { LogLine } from '../../domain/run.ts'
import type { Page, PageQuery } from '../../ports/store.ts'
import type { Deps } from '../work.ts'

const MOST = 1_000

/** A page of a run's log: `next` is the number of its last line. */
export async function readLog({ logs }: Pick<Deps, 'logs'>, { companyId, runId }: { companyId: string; runId: string }, { after, limit = MOST }: PageQuery): Promise<Page<LogLine>> {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new PaperclipError('invalid_input', `limit: must be 1 to ${MOST} (was ${limit}).`, { fields: [{ field: 'limit', problem: `must be 1 to ${MOST}` }] })
  const read = await logs.read(companyId, runId, { limit: limit + 1, ...after ? { after: numberOf(after) } : {} }), rows = read.slice(0, limit), last = rows.at(-1)
  return { rows, next: last && read.length > limit ? String(last.n) : null }
}

function numberOf(after: string): number {
  if (/^\d{1,15}$/.test(after)) return Number(after)
  throw new PaperclipError('invalid_input', `after: "${after.slice(0, 40)}" is not the "next" of an earlier page of this log, nor the number of a line.`, { fields: [{ field: 'after', problem: 'is not the "next" of an earlier page' }] })
}
