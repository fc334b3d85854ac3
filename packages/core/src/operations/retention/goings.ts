import type { CompanyView } from '../../ports/store.ts'
import { all } from '../find.ts'
import { read, type Deps, type Work } from '../work.ts'
import { noteGone } from './note-gone.ts'

/** Something that is let go: its rows by age, which of them are past their time, which of those may go, and what becomes of them in the transaction that lets them go. */
export interface Going<Row> {
  page(view: CompanyView, after: string | null): Promise<{ rows: Row[]; next: string | null }>
  isPast(row: Row): boolean
  mayGo(row: Row): boolean
  drop(work: Work, rows: readonly Row[]): Promise<void>
}

const BATCH = 200
/** Fewer runs at once: each may have moved the ledger a thousand times. */
const RUNS = 10

interface OldRun { id: string; startedAt: Date; endedAt: Date | null }

/** What a company lets go of among its rows, as the limits say. */
export async function goingsOf(deps: Deps, companyId: string) {
  const { limits, clock } = deps
  const now = clock.now(), logsBefore = new Date(now.getTime() - limits.keepLogsMs), runsBefore = new Date(now.getTime() - limits.keepRunsMs)
  return {
    runs: going<OldRun>({
      page: (view, after) => view.list('run', { by: 'startedAt', limit: RUNS, after }),
      isPast: ({ startedAt }) => startedAt < runsBefore,
      mayGo: ({ endedAt }) => endedAt !== null && endedAt < runsBefore,
      async drop(work, rows) {
        for (const { id } of rows) {
          await work.tx.forget('movement', (await all(work.tx, 'movement', { where: { runId: id }, by: 'createdAt' })).map(moved => moved.id))
          work.after.push(() => void deps.logs.remove(companyId, id).catch(error => deps.logger.warn('An old log could not be removed.', { run: id, error })))
        }
        await work.tx.forget('run', rows.map(({ id }) => id))
        await noteGone(work, { what: 'runs', many: rows.length, through: rows.at(-1)?.startedAt ?? runsBefore })
      },
    }),
    signals: going<{ id: string; createdAt: Date }>({
      page: (view, after) => view.list('signal', { by: 'createdAt', limit: BATCH, after }),
      isPast: ({ createdAt }) => createdAt < runsBefore,
      mayGo: () => true,
      async drop(work, rows) {
        await work.tx.forget('signal', rows.map(({ id }) => id))
        await noteGone(work, { what: 'signals', many: rows.length, through: rows.at(-1)?.createdAt ?? runsBefore })
      },
    }),
    replies: going<{ id: string; expiresAt: Date }>({
      page: (view, after) => view.list('reply', { by: 'expiresAt', limit: BATCH, after }),
      isPast: ({ expiresAt }) => expiresAt <= deps.storeTime.now(),
      mayGo: () => true,
      drop: async ({ tx }, rows) => { for (const { id } of rows) await tx.remove('reply', id) },
    }),
    items: (await cursorsOf(deps, companyId)).map(({ agentId, cursor }) => going<{ id: string; seq: number; createdAt: Date; parkedAt: Date | null }>({
      page: (view, after) => view.list('item', { where: { agentId }, by: 'seq', limit: BATCH, after }),
      isPast: ({ seq, createdAt }) => seq <= cursor && createdAt < logsBefore,
      mayGo: ({ parkedAt }) => parkedAt === null,
      drop: async ({ tx }, rows) => { for (const { id } of rows) await tx.remove('item', id) },
    })),
  }
}

const going = <Row>(one: Going<Row>): Going<Row> => one

/** How far each agent is done with its inbox. */
const cursorsOf = (deps: Deps, companyId: string): Promise<{ agentId: string; cursor: number }[]> => read(deps, companyId, async view => {
  const cursors = []
  for (const { id } of await all(view, 'agent', { by: 'createdAt' })) cursors.push({ agentId: id, cursor: (await view.get('alarm', id))?.cursor ?? 0 })
  return cursors
})
