import type { Carried } from './carry.ts'
import { deferNow } from './defer.ts'
import { deliverEnd } from './deliver-end.ts'
import { doDeskCalls } from './desk-calls.ts'
import type { Held } from './held.ts'
import { keptOf } from './kept-ending.ts'
import { retrying } from './retrying.ts'
import { settleNow } from './settle.ts'
import type { Deps } from '../work.ts'

/**
 * Does what a run left to be done at its desk, and writes how it ended. While the store cannot be reached its result is kept on this machine's disk with all its deeds, if there is a
 * place for it: what cannot be written before the lease is over is delivered later.
 */
export async function conclude(deps: Deps, held: Held, { ending, secrets }: Carried): Promise<void> {
  const { spool, logger } = deps
  const { lease: { companyId, fence }, run } = held
  const kept = keptOf(held, ending)
  let place: 'none' | 'kept' | 'refused' = 'none'
  const keep = async (): Promise<void> => {
    if (!spool || place !== 'none') return
    try {
      await spool.keep(kept)
      place = 'kept'
      deps.resultWaits()
    } catch (error) {
      place = 'refused'
      logger.error('The result of a run can be neither written nor kept; trying again for as long as its lease lasts.', { run: run.id, error })
    }
  }
  const isKept = () => place === 'kept'
  try {
    if (ending.kind === 'ended' && ending.desk) await doDeskCalls(deps, { companyId, run, fence, secrets, attempt: deed => retrying(deps, deed, keep) }, ending.desk)
    await retrying(deps, () => (ending.kind === 'deferred' ? deferNow(deps, held, ending) : settleNow(deps, held, ending)), keep)
  } catch (error) {
    if (!isKept()) throw error
    return logger.warn('The result of a run could not be written while its lease lasted; it is kept, and delivered when the store is back.', { run: run.id, error })
  }
  if (isKept()) await deliverEnd(deps, kept, kept.fence)                              // it is over, or another claim has the run
}
