import type { Movement } from '../../domain/budget.ts'
import { addCosts, costId, costOf, NO_COST } from '../../policy/costs.ts'
import { localDay, monthOf } from '../../policy/local-day.ts'
import { need } from '../find.ts'
import type { Work } from '../work.ts'

/** Adds an entry of the ledger to the costs of its day and its month, and to what the day cost in all, in the transaction that writes it. */
export async function countCost({ tx, companyId, now }: Work, movement: Movement): Promise<void> {
  const cost = costOf(movement)
  if (!cost) return
  const { zone } = await need(tx, 'company', companyId), day = localDay(zone, now)
  const { agentId, projectId, goalId, provider, model } = movement, source = { agentId, projectId, goalId, provider, model }
  const month = monthOf(day), ids = { day: costId(day, source), month: costId(month, source) }
  const [ofDay, ofMonth, total] = await Promise.all([tx.get('costDay', ids.day), tx.get('costMonth', ids.month), tx.get('costTotal', day)])
  await tx.put('costDay', { id: ids.day, day, ...source, ...addCosts(ofDay ?? NO_COST, cost) })
  await tx.put('costMonth', { id: ids.month, month, ...source, ...addCosts(ofMonth ?? NO_COST, cost) })
  await tx.put('costTotal', { id: day, ...addCosts(total ?? NO_COST, cost) })
}
