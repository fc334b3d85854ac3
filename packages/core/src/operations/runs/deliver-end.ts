import { HEARTBEAT } from '../../domain/principal.ts'
import type { KeptEnd } from '../../ports/spool.ts'
import { read, transact, type Deps } from '../work.ts'
import { putOff } from './defer.ts'
import { doDeskCalls } from './desk-calls.ts'
import { holds } from './fence.ts'
import { endingIn } from './kept-ending.ts'
import { kitFor } from './kit.ts'
import { endLate } from './late-end.ts'
import { finish } from './settle.ts'

/** `waits` if another claim has the run in hand, and may be about to end it. */
export type Delivered = 'over' | 'waits'

/** Writes an end that was kept where the store stands, under the fence that the run is held by now; what is over is kept no longer. */
export async function deliverEnd(deps: Deps, kept: KeptEnd, fence: number): Promise<Delivered> {
  await doItsDeeds(deps, kept, fence)
  const delivered = await delivery(deps, kept, fence)
  if (delivered === 'over') await deps.spool?.remove(kept)
  return delivered
}

/** Does what the run left to be done at its desk, if it holds its agent still: what was done before it was kept is not done again, and once it is over nothing is. */
async function doItsDeeds(deps: Deps, kept: KeptEnd, fence: number): Promise<void> {
  const { companyId, runId } = kept, ending = endingIn(kept)
  if (ending.kind !== 'ended' || !ending.desk || ending.desk.length === 0) return
  const run = await read(deps, companyId, async view => {
    const found = await view.get('run', runId)
    return found?.status === 'running' && found.fence === kept.fence && await holds({ tx: view }, found, fence) ? found : undefined
  })
  if (!run) return
  const { secrets } = await kitFor(deps, companyId, run)
  await doDeskCalls(deps, { companyId, run, fence, secrets, attempt: deed => deed() }, ending.desk)
}

/** What an end comes to depends on where its run stands by now; the fence makes it count once. */
function delivery(deps: Deps, kept: KeptEnd, fence: number): Promise<Delivered> {
  const ending = endingIn(kept)
  return transact({ deps, companyId: kept.companyId, by: HEARTBEAT }, async work => {
    const run = await work.tx.get('run', kept.runId)
    if (!run || run.fence !== kept.fence || run.status === 'deferred') return 'over'
    const own = { ...work, origin: { agentId: run.agentId, depth: run.depth } }
    if (run.endedAt !== null) await endLate(own, run, ending)
    else if (!(await holds(work, run, fence))) return 'waits'
    else if (ending.kind === 'ended') await finish(own, run, ending)
    else await putOff(own, run, ending)
    return 'over'
  })
}
