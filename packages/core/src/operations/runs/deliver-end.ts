import { HEARTBEAT } from '../../domain/principal.ts'
import type { KeptEnd } from '../../ports/spool.ts'
import { transact, type Deps } from '../work.ts'
import { putOff } from './defer.ts'
import { holds } from './fence.ts'
import { endingIn } from './kept-ending.ts'
import { endLate } from './late-end.ts'
import { finish } from './settle.ts'

/** `waits` if another claim has the run in hand, and may be about to end it. */
export type Delivered = 'over' | 'waits'

/** Writes an end that was kept where the store stands, under the fence that the run is held by now; what is over is kept no longer. */
export async function deliverEnd(deps: Deps, kept: KeptEnd, fence: number): Promise<Delivered> {
  const delivered = await delivery(deps, kept, fence)
  if (delivered === 'over') await deps.spool?.remove(kept)
  return delivered
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
