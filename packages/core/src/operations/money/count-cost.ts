import type { Movement } from '../../domain/budget.ts'
import { addCosts, costDayId, costOf, NO_COST } from '../../policy/costs.ts'
import { localDay } from '../../policy/local-day.ts'
import { need } from '../find.ts'
import type { Work } from '../work.ts'

/** Adds an entry of the ledger to the costs of its day, in the transaction that writes it. */
export async function countCost({ tx, companyId, now }: Work, movement: Movement): Promise<void> {
  const cost = costOf(movement)
  if (!cost) return
  const { zone } = await need(tx, 'company', companyId), day = localDay(zone, now)
  const { agentId, projectId, goalId, provider, model } = movement, source = { agentId, projectId, goalId, provider, model }
  const id = costDayId(day, source), standing = await tx.get('costDay', id)
  await tx.put('costDay', { id, day, ...source, ...addCosts(standing ?? NO_COST, cost) })
}
