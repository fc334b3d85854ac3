import { HEARTBEAT } from '../../domain/principal.ts'
import type { Run } from '../../domain/run.ts'
import { sortable, writeCursor } from '../../store/query.ts'
import { read, transact, type Deps } from '../work.ts'
import { noteGone } from './note-gone.ts'

const BATCH = 200
const LAST_ID = '\u{10FFFF}'

interface OldLogs { runs: Run[]; next: string | null }

/** Counts the logs that would go. */
export async function countOldLogs(deps: Deps, companyId: string): Promise<number> {
  let many = 0
  let after = await begun(deps, companyId)
  do {
    const { runs, next } = await oldLogs(deps, companyId, after)
    many += runs.length
    after = next
  } while (after !== null)
  return many
}

/** Removes the logs of runs that ended long ago: first the logs, then it is noted how far, so that what fails in between is done again. */
export async function dropOldLogs(deps: Deps, companyId: string): Promise<number> {
  let sum = 0
  let after = await begun(deps, companyId)
  do {
    const { runs, next } = await oldLogs(deps, companyId, after)
    const last = runs.at(-1)
    if (!last) break
    for (const { id } of runs) await deps.logs.remove(companyId, id)
    await transact({ deps, companyId, by: HEARTBEAT }, work => noteGone(work, { what: 'logs', many: runs.length, through: last.startedAt }))
    sum += runs.length
    after = next
  } while (after !== null)
  return sum
}

/** Where it was left off. */
const begun = (deps: Deps, companyId: string): Promise<string | null> => read(deps, companyId, async view => {
  const through = (await view.get('retention', 'logs'))?.through
  return through ? writeCursor({ value: sortable(through), id: LAST_ID }) : null
})

/** The next runs whose logs are old, up to the first whose log is not: nothing that still runs is passed over. */
const oldLogs = (deps: Deps, companyId: string, after: string | null): Promise<OldLogs> => read(deps, companyId, async view => {
  const { clock, limits } = deps
  const before = new Date(clock.now().getTime() - limits.keepLogsMs)
  const { rows, next } = await view.list('run', { by: 'startedAt', limit: BATCH, after })
  const young = rows.findIndex(({ endedAt }) => endedAt === null || endedAt >= before)
  return young === -1 ? { runs: rows, next } : { runs: rows.slice(0, young), next: null }
})
