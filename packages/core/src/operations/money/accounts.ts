import { balanceId, type Balance, type Budget } from '../../domain/budget.ts'
import { NO_MONEY } from '../../domain/money.ts'
import { windowOf } from '../../policy/budget-window.ts'
import type { Account } from '../../policy/reserve.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all, first, need } from '../find.ts'

/** What a run's money depends on. */
export interface MoneyScope { agentId: string; managers: readonly string[]; projectId: string | null; goalId: string | null; keyIds: readonly string[] }

/** A company at a moment. A transaction is one. */
export interface Moment { tx: CompanyView; companyId: string; now: Date }

/** Every budget that applies to a run, each with its balance in the window that runs now. */
export async function accountsOf(moment: Moment, { agentId, managers, projectId, goalId, keyIds }: MoneyScope): Promise<Account[]> {
  const { tx: view, companyId } = moment
  const scoped: readonly (readonly [Budget['scope'], string])[] = [
    ['company', companyId], ['agent', agentId], ['team', agentId], ...managers.map(id => ['team', id] as const), ...keyIds.map(id => ['key', id] as const),
    ...(projectId === null ? [] : [['project', projectId] as const]), ...(await goalChain(view, goalId)).map(id => ['goal', id] as const),
  ]
  const budgets = await Promise.all([...new Set(scoped.map(([, id]) => id))].map(scopeId => budgetsOn(view, scopeId)))
  const applying = budgets.flat().filter(budget => scoped.some(([scope, id]) => scope === budget.scope && id === budget.scopeId))
  return Promise.all(applying.map(async budget => ({ budget, balance: await balanceOf(moment, budget) })))
}

/** The budgets of a company, agent, team, project or goal. */
export const budgetsOn = (view: CompanyView, scopeId: string): Promise<Budget[]> => all(view, 'budget', { where: { scopeId }, by: 'createdAt' })

/** The balance of a budget's latest window, if anything moved yet. */
export const lastBalanceOf = (view: CompanyView, { id: budgetId }: Budget): Promise<Balance | undefined> => first(view, 'balance', { where: { budgetId }, by: 'startsAt', direction: 'down' })

/** A budget's balance in the window that runs now: the stored one, or a fresh one if nothing moved yet. */
export async function balanceOf({ tx: view, companyId, now }: Moment, budget: Budget): Promise<Balance> {
  const last = await lastBalanceOf(view, budget)
  if (last && last.startsAt <= now && (last.endsAt === null || now < last.endsAt)) return last
  const { zone } = await need(view, 'company', companyId)
  const window = windowOf(budget.window, zone, now)
  const startsAt = last?.endsAt && last.endsAt > window.startsAt && last.endsAt <= now ? last.endsAt : window.startsAt
  const id = balanceId(budget.id, startsAt)
  const known = await view.get('balance', id)               // a later window has begun already: the wall clock went back, or another node's is ahead
  return known ?? { id, budgetId: budget.id, startsAt, endsAt: window.endsAt, reserved: NO_MONEY, spent: NO_MONEY, warnedAt: null, stoppedAt: null }
}

async function goalChain(view: CompanyView, goalId: string | null): Promise<string[]> {
  const chain: string[] = []
  for (let id = goalId; id !== null && !chain.includes(id);) {
    chain.push(id)
    id = (await view.get('goal', id))?.parentId ?? null
  }
  return chain
}

/** The project and goal that a task's spend belongs to: its project's goal where it names none itself. */
export async function moneyOf(view: CompanyView, task: { projectId: string | null; goalId: string | null } | null): Promise<{ projectId: string | null; goalId: string | null }> {
  if (!task) return { projectId: null, goalId: null }
  const project = task.projectId === null ? undefined : await view.get('project', task.projectId)
  return { projectId: task.projectId, goalId: task.goalId ?? project?.goalId ?? null }
}
