import { HEARTBEAT } from '../../domain/principal.ts'
import type { LetGo } from '../../domain/retention.ts'
import type { CompanyView } from '../../ports/store.ts'
import { expireApprovals } from '../governance/decide.ts'
import { read, transact, type Deps, type Work } from '../work.ts'
import { goingsOf, type Going } from './goings.ts'
import { countOldLogs, dropOldLogs } from './old-logs.ts'
import { sealable, sealAudit } from './seal-audit.ts'

/** How much of each was let go, or would be. */
export type Tidied = Readonly<Record<LetGo, number>>

/** Says how much of a company is old, as its limits say, and would be let go. */
export async function countOld(deps: Deps, companyId: string): Promise<Tidied> {
  const { runs, signals, items, replies } = await goingsOf(deps, companyId)
  const count = <Row>(going: Going<Row>) => read(deps, companyId, async view => {
    let many = 0
    for await (const page of pagesOf(going, view)) many += page.length
    return many
  })
  return {
    logs: await countOldLogs(deps, companyId), runs: await count(runs), signals: await count(signals), replies: await count(replies),
    items: (await Promise.all(items.map(count))).reduce((sum, many) => sum + many, 0), audit: await sealable(deps, companyId, auditBefore(deps)),
  }
}

/**
 * Lets a company's old things go: the logs and rows of runs that ended long ago with what they moved in the ledger, signals, what inboxes are done with, expired answers and questions; and puts
 * old parts of the audit log away. In small transactions, so that nobody waits; what fails is said, and keeps nothing else.
 */
export async function letGo(deps: Deps, companyId: string): Promise<Tidied> {
  const { runs, signals, items, replies } = await goingsOf(deps, companyId)
  const trying = async (what: string, act: () => Promise<number>): Promise<number> => {
    try {
      return await act()
    } catch (error) {
      deps.logger.warn('Something old could not be let go; it is tried again next time.', { company: companyId, what, error })
      return 0
    }
  }
  await trying('approvals', () => expireApprovals(deps, companyId))
  const logs = await trying('logs', () => dropOldLogs(deps, companyId))
  let done = 0
  for (const inbox of items) done += await trying('items', () => drop(deps, companyId, inbox))
  return {
    logs, items: done, runs: await trying('runs', () => drop(deps, companyId, runs)), signals: await trying('signals', () => drop(deps, companyId, signals)),
    replies: await trying('replies', () => drop(deps, companyId, replies)), audit: await trying('audit', () => sealAll(deps, companyId)),
  }
}

/** Drops what may go, a page in each transaction, past what must stay. */
async function drop<Row>(deps: Deps, companyId: string, going: Going<Row>): Promise<number> {
  let sum = 0
  let after: string | null = null
  do {
    const from: string | null = after
    const step = await transact({ deps, companyId, by: HEARTBEAT }, async (work: Work) => {
      const { rows, next } = await going.page(work.tx, from)
      const past = rows.filter(row => going.isPast(row)), old = past.filter(row => going.mayGo(row))
      if (old.length > 0) await going.drop(work, old)
      return { many: old.length, next: past.length < rows.length ? null : next }
    })
    sum += step.many
    after = step.next
  } while (after !== null)
  return sum
}

async function* pagesOf<Row>(going: Going<Row>, view: CompanyView): AsyncGenerator<Row[]> {
  let after: string | null = null
  do {
    const page: { rows: Row[]; next: string | null } = await going.page(view, after)
    const past = page.rows.filter(row => going.isPast(row))
    yield past.filter(row => going.mayGo(row))
    after = past.length < page.rows.length ? null : page.next
  } while (after !== null)
}

async function sealAll(deps: Deps, companyId: string): Promise<number> {
  let sum = 0
  for (let many = -1; many !== 0; sum += many) many = await sealAudit(deps, companyId, auditBefore(deps))
  return sum
}

const auditBefore = ({ clock, limits }: Deps): Date => new Date(clock.now().getTime() - limits.keepAuditMs)
