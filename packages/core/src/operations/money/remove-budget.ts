import { z } from 'zod'
import type { Budget } from '../../domain/budget.ts'
import { id } from '../../domain/fields.ts'
import { defineAct } from '../governance/act.ts'
import { agentRef, all, need } from '../find.ts'
import { liftHolds } from '../agents/hold-agent.ts'
import { closeIncidents } from '../waking/incident.ts'
import { rearm } from '../waking/rearm.ts'
import { letKeyGo } from './key-money.ts'
import { beyondBudgets } from './set-budget.ts'
import { actingAgent } from '../governance/standing.ts'
import { withdrawOffers } from './stop-budget.ts'
import { change, deed, remove, type Work } from '../work.ts'

/** Takes a budget away: whom it held goes on, and what runs spend is counted on it no more. Its ledger stays. */
export const removeBudget = defineAct({
  kind: 'budget.remove',
  input: z.strictObject({ budget: id() }),
  subject: ({ tx }, { budget: ref }) => need(tx, 'budget', ref),
  rule: { agent: 'budget.set', board: 'operator', weight: 'power' },
  async concern(work, { budget: ref }) {
    const { scope, scopeId } = await need(work.tx, 'budget', ref)
    const agents = scope === 'agent' || scope === 'team' ? [await agentRef(work.tx, scopeId)] : []
    const actor = await actingAgent(work)
    if (!actor) return agents.length > 0 ? { agents } : { agents, whole: 'company' }
    const over = await beyondBudgets(work, actor, null)
    return { agents, exceeds: agents.length === 0 ? [...over, `a budget of scope "${scope}"`] : over }
  },
  async perform(work, { budget: ref }): Promise<Budget> {
    const { tx } = work
    const gone = await need(tx, 'budget', ref)
    await closeIncidents(work, ['budget_stop', 'budget_warning'], { budgetId: gone.id })
    await withdrawOffers(work, gone.id)
    const holds = await all(tx, 'hold', { where: { budgetId: gone.id }, by: 'createdAt' })
    for (const { id: holdId, agentId } of holds) await liftHolds(work, await need(tx, 'agent', agentId), hold => hold.id === holdId)
    await forgetBalances(work, gone)
    await remove(deed(work, 'budget', 'budget.remove'), gone)
    for (const { agentId } of holds) await rearm(work, await need(tx, 'agent', agentId), 'raise')
    if (gone.scope === 'key') await letKeyGo(work, gone.scopeId)
    return gone
  },
})

/** Its balances go with it, and so do they from the runs that could still post to them: those that go on, and those whose cost may be corrected. */
async function forgetBalances(work: Work, { id: budgetId }: Budget): Promise<void> {
  const balances = new Set((await all(work.tx, 'balance', { where: { budgetId }, by: 'startsAt' })).map(({ id: balanceId }) => balanceId))
  if (balances.size === 0) return
  for (const run of await all(work.tx, 'run', { by: 'startedAt' })) {
    const left = run.balances.filter(balanceId => !balances.has(balanceId))
    if (left.length < run.balances.length && (run.endedAt === null || run.estimated)) await change(deed(work, 'run', 'budget.remove'), run, { balances: left })
  }
  for (const balanceId of balances) await work.tx.remove('balance', balanceId)
}
