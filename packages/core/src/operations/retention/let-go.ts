import { HEARTBEAT } from '../../domain/principal.ts'
import type { LetGo } from '../../domain/retention.ts'
import type { CompanyView } from '../../ports/store.ts'
import { sortable, writeCursor } from '../../store/query.ts'
import { all } from '../find.ts'
import { change, create, deed, read, transact, type Deps, type Work } from '../work.ts'
import { sealable, sealAudit } from './seal-audit.ts'

/** How much of each was let go, or would be. */
export type Tidied = Readonly<Record<LetGo, number>>

/** What is let go of a company, in batches: which rows are next, and what becomes of them in the transaction that lets them go. */
interface Going<Row> {
  next(view: CompanyView, after: string | null): Promise<{ rows: Row[]; next: string | null }>
  isOld(row: Row): boolean
  drop(work: Work, rows: readonly Row[]): Promise<void>
}

const BATCH = 200
const LAST_ID = '\u{10FFFF}'

/** Says how much of a company is old, as its limits say, and would be let go. */
export async function countOld(deps: Deps, companyId: string): Promise<Tidied> {
  const { logs, runs, signals, items, replies } = await goings(deps, companyId)
  const count = <Row>(going: Going<Row>) => read(deps, companyId, async view => {
    let many = 0
    let after: string | null = null
    do {
      const page: { rows: Row[]; next: string | null } = await going.next(view, after)
      const old = page.rows.filter(row => going.isOld(row)).length
      many += old
      after = old < page.rows.length ? null : page.next
    } while (after !== null)
    return many
  })
  return {
    logs: await count(logs), runs: await count(runs), signals: await count(signals), replies: await count(replies),
    items: (await Promise.all(items.map(count))).reduce((sum, many) => sum + many, 0), audit: await sealable(deps, companyId, auditBefore(deps)),
  }
}

/**
 * Lets a company's old things go: the logs and rows of runs that ended long ago with what they moved in the ledger, signals, what inboxes are done with, expired answers; and puts old parts
 * of the audit log away. In small transactions, so that nobody waits.
 */
export async function letGo(deps: Deps, companyId: string): Promise<Tidied> {
  const { logs, runs, signals, items, replies } = await goings(deps, companyId)
  const drop = async <Row>(going: Going<Row>): Promise<number> => {
    for (let sum = 0; ;) {
      const many = await transact({ deps, companyId, by: HEARTBEAT }, async work => {
        const old = (await going.next(work.tx, null)).rows.filter(row => going.isOld(row))
        if (old.length > 0) await going.drop(work, old)
        return old.length
      })
      sum += many
      if (many < BATCH) return sum
    }
  }
  let sealed = 0
  for (let many = -1; many !== 0; sealed += many) many = await sealAudit(deps, companyId, auditBefore(deps))
  let done = 0
  for (const inbox of items) done += await drop(inbox)
  return { logs: await drop(logs), runs: await drop(runs), signals: await drop(signals), replies: await drop(replies), items: done, audit: sealed }
}

const ago = ({ clock }: Pick<Deps, 'clock'>, ms: number): Date => new Date(clock.now().getTime() - ms)
const auditBefore = (deps: Deps): Date => ago(deps, deps.limits.keepAuditMs)

async function goings(deps: Deps, companyId: string) {
  const { limits } = deps
  const logsBefore = ago(deps, limits.keepLogsMs), runsBefore = ago(deps, limits.keepRunsMs), now = deps.clock.now()
  return {
    logs: going<{ id: string; startedAt: Date; endedAt: Date | null }>({
      async next(view, after) {
        const through = (await view.get('retention', 'logs'))?.through
        return view.list('run', { by: 'startedAt', limit: BATCH, after: after ?? (through ? writeCursor({ value: sortable(through), id: LAST_ID }) : null) })
      },
      isOld: ({ endedAt }) => endedAt !== null && endedAt < logsBefore,
      async drop(work, rows) {
        work.after.push(() => { for (const { id } of rows) void deps.logs.remove(companyId, id).catch(error => deps.logger.warn('An old log could not be removed.', { run: id, error })) })
        await noteGone(work, { what: 'logs', many: rows.length, through: last(rows).startedAt })
      },
    }),
    runs: going<{ id: string; startedAt: Date; endedAt: Date | null }>({
      next: (view, after) => view.list('run', { by: 'startedAt', limit: BATCH, after }),
      isOld: ({ endedAt }) => endedAt !== null && endedAt < runsBefore,
      async drop(work, rows) {
        for (const { id } of rows) await work.tx.forget('movement', (await all(work.tx, 'movement', { where: { runId: id }, by: 'createdAt' })).map(moved => moved.id))
        await work.tx.forget('run', rows.map(({ id }) => id))
        await noteGone(work, { what: 'runs', many: rows.length, through: last(rows).startedAt })
      },
    }),
    signals: going<{ id: string; createdAt: Date }>({
      next: (view, after) => view.list('signal', { by: 'createdAt', limit: BATCH, after }),
      isOld: ({ createdAt }) => createdAt < runsBefore,
      async drop(work, rows) {
        await work.tx.forget('signal', rows.map(({ id }) => id))
        await noteGone(work, { what: 'signals', many: rows.length, through: last(rows).createdAt })
      },
    }),
    replies: going<{ id: string; expiresAt: Date }>({
      next: (view, after) => view.list('reply', { by: 'expiresAt', limit: BATCH, after }),
      isOld: ({ expiresAt }) => expiresAt <= now,
      drop: async ({ tx }, rows) => { for (const { id } of rows) await tx.remove('reply', id) },
    }),
    items: (await read(deps, companyId, async view => Promise.all((await all(view, 'agent', { by: 'createdAt' })).map(async ({ id }) => ({ id, cursor: (await view.get('alarm', id))?.cursor ?? 0 })))))
      .map(({ id: agentId, cursor }) => going<{ id: string; seq: number; createdAt: Date; parkedAt: Date | null }>({
        next: (view, after) => view.list('item', { where: { agentId }, by: 'seq', limit: BATCH, after }),
        isOld: ({ seq, createdAt, parkedAt }) => seq <= cursor && createdAt < logsBefore && parkedAt === null,
        drop: async ({ tx }, rows) => { for (const { id } of rows) await tx.remove('item', id) },
      })),
  }
}

const going = <Row>(one: Going<Row>): Going<Row> => one

function last<Row>(rows: readonly Row[]): Row {
  const [row] = rows.slice(-1)
  if (row === undefined) throw new RangeError('a batch has a last row')
  return row
}

/** One record for many rows: what went, how much of it so far, and up to when. */
async function noteGone(work: Work, { what, many, through }: { what: LetGo; many: number; through: Date }): Promise<void> {
  const standing = await work.tx.get('retention', what)
  if (standing) await change(deed(work, 'retention', `retention.${what}`), standing, { through, removed: standing.removed + many })
  else await create(deed(work, 'retention', `retention.${what}`), { id: what, through, removed: many, updatedAt: work.now })
}
