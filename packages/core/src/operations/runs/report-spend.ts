import { formatUsd } from '../../domain/money.ts'
import type { Run } from '../../domain/run.ts'
import type { Usage } from '../../domain/usage.ts'
import { isAtCap } from '../../policy/spend.ts'
import { need } from '../find.ts'
import { postUsage } from '../money/ledger.ts'
import { requestCancel } from './cancel-run.ts'
import { holdFence, isInHand, staleLease } from './fence.ts'
import { read, transact, type AgentPrincipal, type Deps } from '../work.ts'

/** Posts what an agent says that its thinking took. Where this process has the run in hand its meter does it; of any other run the row is asked, and whoever has it ends it at its cap. */
export async function reportSpend(deps: Deps, { companyId, by }: { companyId: string; by: AgentPrincipal }, usage: Usage): Promise<Run> {
  const isHeld = await read(deps, companyId, view => isInHand(view, by))
  if (!isHeld) throw staleLease()
  const metered = deps.runs.spend(by.runId, usage)
  if (metered) {
    await metered
    return read(deps, companyId, view => need(view, 'run', by.runId))
  }
  return transact({ deps, companyId, by }, async work => {
    await holdFence(work)
    const run = await postUsage(work, await need(work.tx, 'run', by.runId), usage)
    return isAtCap(run) ? requestCancel(work, run.id, `it reached its cap of ${formatUsd(run.cap)}`) : run
  })
}
