import type { Hold } from '../../domain/agent.ts'
import { balanceOf } from '../money/accounts.ts'
import { need } from '../find.ts'
import { closeIncidents } from '../waking/incident.ts'
import { withdrawOffers } from '../money/stop-budget.ts'
import { deed, remove, type Work } from '../work.ts'

/** Lifts those of an agent's holds that are a budget's whose window has ended. Returns what still holds an agent and until when, or nothing. */
export async function lapseHolds(work: Work, holds: readonly Hold[]): Promise<{ until: Date | null } | null> {
  let until: Date | null = null
  let isHeld = false
  for (const hold of holds) {
    const budget = hold.budgetId === null ? undefined : await need(work.tx, 'budget', hold.budgetId)
    const balance = budget && await balanceOf(work, budget)
    if (balance && balance.stoppedAt === null) {
      await remove(deed(work, 'hold', 'agent.resume'), hold)
      await closeIncidents(work, ['budget_stop', 'budget_warning'], { budgetId: balance.budgetId })
      await withdrawOffers(work, balance.budgetId)
      continue
    }
    isHeld = true
    if (balance?.endsAt && (until === null || balance.endsAt < until)) until = balance.endsAt
  }
  return isHeld ? { until } : null
}
