import { HEARTBEAT } from '../../domain/principal.ts'
import type { Run } from '../../domain/run.ts'
import { plain } from '../../policy/plain.ts'
import type { Held } from './held.ts'
import type { Ending } from './carry.ts'
import { adapterOfRun } from '../agents/adapter-choice.ts'
import { holds } from './fence.ts'
import { need } from '../find.ts'
import { postUsage } from '../money/ledger.ts'
import { setAlarm } from '../waking/wake.ts'
import { change, deed, transact, type Deps, type Work } from '../work.ts'

type Deferred = Ending & { kind: 'deferred' }

/** Leaves a run to the other side: its lease goes on without an owner, its money stays reserved, this node's place is free. */
export function deferNow(deps: Deps, { lease, run: { id, agentId, depth } }: Held, ending: Deferred): Promise<void> {
  return transact({ deps, companyId: lease.companyId, by: HEARTBEAT, origin: { agentId, depth } }, async work => {
    const run = await need(work.tx, 'run', id)
    if (run.status !== 'running' || !(await holds(work, run, lease.fence))) return
    await putOff(work, run, ending)
  })
}

/** The steps of that, inside a transaction that has made sure it is the one to do it. */
export async function putOff(work: Work, begun: Run, { until, handle, usages }: Deferred): Promise<void> {
  let run = begun
  for (const usage of usages) run = await postUsage(work, run, usage)
  const later = run.until !== null && run.until > until ? run.until : until                // the other side has asked for more time already
  const deferred = await change(deed(work, 'run', 'run.defer'), run, { status: 'deferred', handle: plain(handle), until: later })
  await lookAgain(work, deferred)
}

/** Sets when a deferred run is looked at next: soon if its adapter can be asked, else when it is given up. */
export async function lookAgain(work: Work, run: Run): Promise<void> {
  const { tx, now, deps } = work
  const alarm = await need(tx, 'alarm', run.agentId)
  const { adapter } = await adapterOfRun(work, run)
  const isOver = run.answer !== null || run.cancelReason !== null                  // it was called back already, or is to end
  const end = isOver ? now : run.until ?? now
  const poll = new Date(now.getTime() + deps.limits.pollEveryMs)
  const mayAsk = adapter === undefined || adapter.poll !== undefined               // another node may have the adapter that this one does not
  const leaseUntil = mayAsk && poll < end ? poll : end
  await setAlarm(work, { ...alarm, leaseUntil, owner: null })
}
