import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import { LIMITED_SCOPES, budgetWindow, type Budget, type BudgetWindow } from '../../domain/budget.ts'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { addMoney, formatUsd, moneyInput, type UsdMicros } from '../../domain/money.ts'
import { mostWithin } from '../../policy/budget-window.ts'
import type { CompanyView } from '../../ports/store.ts'
import { balanceOf } from './accounts.ts'
import { defineAct, type Concern } from '../governance/act.ts'
import { agentRef, all, goalRef, need, projectRef } from '../find.ts'
import { liftHolds } from '../agents/hold-agent.ts'
import { goOnFor } from './key-money.ts'
import { withdrawOffers } from './stop-budget.ts'
import { closeIncidents } from '../waking/incident.ts'
import { rearm } from '../waking/rearm.ts'
import { actingAgent } from '../governance/standing.ts'
import { change, create, deed, type Work } from '../work.ts'

const DEFAULT_WARN_PERCENT = 80

/** Sets a hard limit per window on the company, a team, an agent, a project or a goal; changes the one of the same scope and window. */
export const setBudget = defineAct({
  kind: 'budget.set',
  input: z.strictObject({
    scope: z.enum(LIMITED_SCOPES),
    /** The agent, manager, project (slug or id) or goal it is for; left out for the company. */
    for: id().optional(),
    window: budgetWindow().default('month'),
    limit: moneyInput(),
    warnPercent: z.int().min(1).max(100).default(DEFAULT_WARN_PERCENT),
  }).refine(given => (given.scope === 'company') === (given.for === undefined), { message: 'say whom it is for, unless it is the company', path: ['for'] }),
  subject: budgetOf,
  rule: { agent: 'budget.set', board: 'operator', weight: 'power' },
  concern: carved,
  async perform(work, { scope, for: ref, window, limit, warnPercent }) {
    const scopeId = await scopeIdOf(work, scope, ref)
    const standing = await budgetOf(work, { scope, for: ref, window })
    return standing ? relimit(work, standing, { limit, warnPercent }) : openBudget(work, { scope, scopeId, window, limit, warnPercent })
  },
})

/** Raises a budget. Whom it held goes on. */
export const raiseBudget = defineAct({
  kind: 'budget.raise',
  input: z.strictObject({ budget: id(), limit: moneyInput() }),
  subject: ({ tx }, { budget: ref }) => need(tx, 'budget', ref),
  rule: { agent: 'budget.raise', board: 'operator', weight: 'power' },
  async concern(work, { budget: ref, limit }) {
    const budget = await need(work.tx, 'budget', ref)
    return carved(work, { scope: budget.scope, for: budget.scope === 'company' ? undefined : budget.scopeId, limit, window: budget.window })
  },
  async perform(work, { budget: ref, limit }) {
    const budget = await need(work.tx, 'budget', ref)
    if (limit <= budget.limit) throw conflict('wrong_state', `limit: must be more than the ${formatUsd(budget.limit)} it has (was ${formatUsd(limit)}). To lower it, set it.`)
    return relimit(work, budget, { limit, warnPercent: budget.warnPercent })
  },
})

/** The budget of a scope and window, if it has one. */
async function budgetOf(work: Pick<Work, 'tx' | 'companyId'>, { scope, for: ref, window }: Limited): Promise<Budget | undefined> {
  const scopeId = await scopeIdOf(work, scope, ref)
  return (await all(work.tx, 'budget', { where: { scopeId }, by: 'createdAt' })).find(one => one.scope === scope && one.window === window)
}

type Limited = { scope: (typeof LIMITED_SCOPES)[number]; for?: string | undefined } & Pick<Budget, 'window'>

interface NewBudget { scope: Budget['scope']; scopeId: string; window: BudgetWindow; limit: UsdMicros; warnPercent?: number }

export const openBudget = (work: Work, { warnPercent = DEFAULT_WARN_PERCENT, ...given }: NewBudget): Promise<Budget> =>
  create(deed(work, 'budget', 'budget.set'), { id: work.deps.ids.next('bud'), ...given, warnPercent, createdAt: work.now, updatedAt: work.now })

/** What a budget, or none, is beyond those on an agent itself and on the team it leads, in words. */
export async function beyondBudgets({ tx }: Pick<Work, 'tx'>, { id: scopeId }: Agent, given: Pick<Budget, 'limit' | 'window'> | null): Promise<string[]> {
  const own = await all(tx, 'budget', { where: { scopeId }, by: 'createdAt' })
  const over = own.find(({ limit, window }) => given === null || mostWithin(given, window) > limit)
  return over ? [`${given ? `a budget of ${formatUsd(given.limit)} (${given.window})` : 'no budget'}; yours is ${formatUsd(over.limit)} (${over.window})`] : []
}

async function relimit(work: Work, budget: Budget, { limit, warnPercent }: Pick<Budget, 'limit' | 'warnPercent'>): Promise<Budget> {
  const { spent, reserved } = await balanceOf(work, budget)
  if (limit < spent + reserved) throw conflict('wrong_state', `limit: ${formatUsd(addMoney(spent, reserved))} of this window is spent or reserved already: it cannot be less (was ${formatUsd(limit)}).`)
  const changed = await change(deed(work, 'budget', limit > budget.limit ? 'budget.raise' : 'budget.set'), budget, { limit, warnPercent })
  const balance = await balanceOf(work, changed)
  if (balance.spent >= limit) return changed
  await work.tx.put('balance', { ...balance, stoppedAt: null, warnedAt: balance.spent * 100 < limit * warnPercent ? null : balance.warnedAt })
  await closeIncidents(work, ['budget_stop', 'budget_warning'], { budgetId: budget.id })
  await withdrawOffers(work, budget.id)
  for (const hold of await all(work.tx, 'hold', { where: { budgetId: budget.id }, by: 'createdAt' })) {
    const agent = await need(work.tx, 'agent', hold.agentId)
    await liftHolds(work, agent, one => one.id === hold.id)
    await rearm(work, agent, 'raise')
  }
  if (budget.scope === 'key') await goOnFor(work, budget.scopeId)
  return changed
}

/** What the rule looks at: agents set budgets of their own team only, and never more than their own. */
async function carved(work: Work, { scope, for: ref, ...given }: Pick<Budget, 'scope' | 'limit' | 'window'> & { for?: string | undefined }): Promise<Concern> {
  const agents = ref !== undefined && (scope === 'agent' || scope === 'team') ? [await agentRef(work.tx, ref)] : []
  const actor = await actingAgent(work)
  if (!actor) return agents.length > 0 ? { agents } : { agents, whole: 'company' }
  const over = await beyondBudgets(work, actor, given)
  return { agents, exceeds: agents.length === 0 ? [...over, `a budget of scope "${scope}"`] : over }
}

async function scopeIdOf({ tx, companyId }: Pick<Work, 'tx' | 'companyId'>, scope: (typeof LIMITED_SCOPES)[number], ref: string | undefined): Promise<string> {
  const refOf = (look: (view: CompanyView, ref: string) => Promise<{ id: string }>) => look(tx, ref ?? '').then(({ id: found }) => found)
  switch (scope) {
    case 'company': return companyId
    case 'team':
    case 'agent': return refOf(agentRef)
    case 'project': return refOf(projectRef)
    case 'goal': return refOf(goalRef)
  }
}
