import type { Agent } from '../../domain/agent.ts'
import { formatUsd, micros } from '../../domain/money.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import type { Account } from '../../policy/reserve.ts'
import { putHold } from '../agents/hold-agent.ts'
import { raiseIncident } from '../waking/incident.ts'
import { storeApproval } from '../governance/store-approval.ts'
import { all } from '../find.ts'
import { change, deed, type Work } from '../work.ts'

const OFFERED_SHARE = 0.5

/**
 * Stops a budget that is used up: whoever runs into it is held until the board raises it or its window ends. Shows an incident and offers the raise.
 * The other agents of its scope are held as they come to it, so that stopping a company of many costs nothing. That of a key holds nobody: what came of the key waits.
 */
export async function stopBudget(work: Work, { budget, balance }: Account, agent: Agent): Promise<void> {
  const { tx, now } = work
  if (balance.stoppedAt === null) {
    await tx.put('balance', { ...balance, stoppedAt: now, warnedAt: balance.warnedAt ?? now })
    const detail = `The ${budget.window} budget (${budget.scope}) of ${formatUsd(budget.limit)} is used up: ${formatUsd(balance.spent)} is spent.`
    const offered = micros(Math.min(Math.max(budget.limit, balance.spent) + Math.ceil(budget.limit * OFFERED_SHARE), Number.MAX_SAFE_INTEGER))      // after an overrun, half of the limit would not be enough
    await raiseIncident(work, { kind: 'budget_stop', budgetId: budget.id, detail })
    await storeApproval({ ...work, by: HEARTBEAT, actor: HEARTBEAT }, {                          // also where an agent's own spend broke it
      kind: 'budget.raise', input: { budget: budget.id, limit: offered }, reason: `${detail} Approving raises it to ${formatUsd(offered)}.`, reads: [],
    })
  }
  if (budget.scope === 'key') return                                          // whom it woke has other work
  await putHold(work, agent, { cause: 'budget', budgetId: budget.id, reason: `The ${budget.window} budget (${budget.scope}) of ${formatUsd(budget.limit)} is used up.` })
  const alarm = await tx.get('alarm', agent.id)
  if (alarm && balance.endsAt) await tx.put('alarm', { ...alarm, dueAt: balance.endsAt, slot: null })
}

/** Takes back the open offers to raise a budget: it was raised, or its window ended. */
export async function withdrawOffers(work: Work, budgetId: string): Promise<void> {
  for (const approval of await all(work.tx, 'approval', { where: { status: 'pending' }, by: 'createdAt' })) {
    const { actKind, input, proposedByKind } = approval
    const isOffer = actKind === 'budget.raise' && proposedByKind === 'system' && typeof input === 'object' && input !== null && 'budget' in input && input.budget === budgetId
    if (isOffer) await change(deed(work, 'approval', 'approval.cancel'), approval, { status: 'cancelled', decidedAt: work.now })
  }
}
