import type { CompanyId } from '../../domain/company.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import { all, eachOf } from '../find.ts'
import { checkOwnsInstallation, readInstallation } from '../access/installation.ts'
import { read, type Deps } from '../work.ts'

/** How an installation stands, over all its companies. */
export interface Vitals {
  /** How long the agent or routine that waits longest has been due, unclaimed, by the store's clock. */
  dueLagMs: number
  /** Questions that boards have not answered yet. */
  openApprovals: number
}

/** How often approvals are counted: every company is asked. */
const COUNT_EVERY_MS = 60_000

/** Reads how an installation stands: for whoever looks after it. Approvals are counted once a minute at most. */
export function vitalsOf(deps: Deps): (by: Principal) => Promise<Vitals> {
  let counted: { at: number; openApprovals: Promise<number> } | undefined
  const countedNow = (): Promise<number> => {
    const now = deps.clock.monotonic()
    if (!counted || now - counted.at >= COUNT_EVERY_MS) {
      counted = { at: now, openApprovals: countApprovals(deps) }
      counted.openApprovals.catch(() => { counted = undefined })                     // it is counted again when it is asked for again
    }
    return counted.openApprovals
  }
  return async by => {
    if (by.id !== LOCAL_OPERATOR.id) await readInstallation(deps, view => checkOwnsInstallation(view, by))
    const [due, now, openApprovals] = await Promise.all([deps.store.alarms.nextDue(), deps.store.alarms.now(), countedNow()])
    return { dueLagMs: due ? Math.max(now.getTime() - due.getTime(), 0) : 0, openApprovals }
  }
}

async function countApprovals(deps: Deps): Promise<number> {
  let count = 0
  for await (const { id } of eachOf(after => deps.store.instance.companies({ after, limit: 500 }))) count += await openIn(deps, id)
  return count
}

const openIn = (deps: Deps, company: CompanyId): Promise<number> => read(deps, company, async view => {
  const now = deps.clock.now()
  return (await all(view, 'approval', { where: { status: 'pending' }, by: 'createdAt' })).filter(({ expiresAt }) => expiresAt > now).length
})
