import { addMoney, NO_MONEY, type UsdMicros } from '../../domain/money.ts'
import type { Run } from '../../domain/run.ts'
import { adapterOfRun } from '../agents/adapter-choice.ts'
import { all } from '../find.ts'
import { adjust } from '../money/ledger.ts'
import { change, deed, type Work } from '../work.ts'
import type { Ending } from './carry.ts'

const LATE = 'Your result could not be written in time: the run was taken for lost meanwhile, and what came of it was dropped. Look what is done already before you do it again.'

/** The end of a run that was taken for lost: its cost corrects the estimate, once; what came of it is dropped, and that is noted, once. */
export async function endLate(work: Work, run: Run, ending: Ending): Promise<void> {
  const cost = run.estimated ? await trueCost(work, run, ending) : undefined
  const standing = cost === undefined ? run : await adjust(work, run, cost)
  const isUnbegun = ending.kind === 'ended' && ending.cost === 'none'                  // nothing can have come of it
  if (run.status !== 'lost' || isUnbegun || run.notices.includes(LATE)) return
  await change(deed(work, 'run', 'run.late'), standing, { notices: [...standing.notices, LATE] })
}

/** What a run has cost, if everything about that is known. */
async function trueCost(work: Work, run: Run, ending: Ending): Promise<UsdMicros | undefined> {
  if (ending.kind === 'deferred' || ending.cost === 'unknown' || run.unpriced) return undefined
  const { adapter } = await adapterOfRun(work, run)
  if (ending.cost !== 'none' && (adapter === undefined || adapter.metering === 'none')) return undefined
  const posted = (await all(work.tx, 'movement', { where: { runId: run.id }, by: 'createdAt' })).filter(({ kind, billing, estimated }) => kind === 'spend' && billing === 'billed' && !estimated)
  let sum = posted.reduce((total, { amount }) => addMoney(total, amount), NO_MONEY)
  for (const { id, cost, billing } of ending.usages) {
    if (billing !== 'billed' || posted.some(({ usageId }) => usageId === id)) continue
    if (cost === null) return undefined
    sum = addMoney(sum, cost)
  }
  return sum
}
