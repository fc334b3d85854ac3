import { isPaperclipError } from '../../domain/error.ts'
import { adapterOfRun } from '../agents/adapter-choice.ts'
import { deliverEnd } from './deliver-end.ts'
import type { Held } from './held.ts'
import { kitOrNone } from './kit.ts'
import { settle } from './settle.ts'
import { answered } from './tend.ts'
import { within } from './within.ts'
import { read, type Deps } from '../work.ts'

/**
 * Ends the run of a node that died or lost its lease: whatever it left running here is killed first, then the run is `lost`, with the worst posted for
 * what it may have spent; or it ends as it was called back, if it was. Only then can the agent be claimed again.
 */
export async function rescue(deps: Deps, { lease, run }: Held): Promise<void> {
  if (await isKeptHere(deps, { lease, run })) return
  const { adapter } = await read(deps, lease.companyId, tx => adapterOfRun({ tx, deps }, run))
  await within(deps, 'clean up', Promise.resolve(adapter?.reap?.(run.id)))
  if (run.answer !== null) return answered(deps, { lease, run }, await kitOrNone(deps, lease.companyId, run))
  await settle(deps, { lease, run }, {
    kind: 'ended', end: run.cancelReason === null ? 'lost' : 'cancelled', summary: null, usages: [], handedBack: false, cost: 'unknown',
    error: { kind: 'crashed', message: 'the process that ran it is gone', retryAfterMs: null },
  })
}

/** True if the run has ended on this node, which could not write that: its result waits here, and is written now. */
async function isKeptHere(deps: Deps, { lease, run }: Held): Promise<boolean> {
  const { spool, logger } = deps
  try {
    const kept = await spool?.get({ companyId: lease.companyId, runId: run.id })
    return kept !== undefined && await deliverEnd(deps, kept, lease.fence) === 'over'
  } catch (error) {
    if (isPaperclipError(error) && error.code === 'unavailable') throw error                   // not to be lost for that: its next claim tries again
    logger.error('The result of a run is kept here and cannot be read: the run is lost.', { run: run.id, error })
    return false
  }
}
