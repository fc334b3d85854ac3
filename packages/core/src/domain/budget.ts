import { z } from 'zod'
import { id } from './fields.ts'
import { money } from './money.ts'

/** What the board, and managers, limit the money of. */
export const LIMITED_SCOPES = ['company', 'team', 'agent', 'project', 'goal'] as const
/** The money of a key is limited where the key is made. */
export const BUDGET_SCOPES = [...LIMITED_SCOPES, 'key'] as const
export type BudgetScope = (typeof BUDGET_SCOPES)[number]
export const BUDGET_WINDOWS = ['day', 'week', 'month', 'lifetime'] as const
export const budgetWindow = () => z.enum(BUDGET_WINDOWS)
export type BudgetWindow = (typeof BUDGET_WINDOWS)[number]

/** A hard limit of money per window. Windows begin in the company's zone; nothing is carried over. */
export const budget = z.object({
  id: id(),
  scope: z.enum(BUDGET_SCOPES),
  /** The agent, manager, project, goal or key; the company's own id for scope `company`. */
  scopeId: id(),
  window: budgetWindow(),
  limit: money(),
  /** Share of the limit, in percent, at which the board is warned. */
  warnPercent: z.int().min(1).max(100),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Budget = z.infer<typeof budget>

/** What of a budget is reserved and spent in one window. Rebuilds from the ledger. */
export const balance = z.object({
  id: id(),
  budgetId: id(),
  startsAt: z.date(),
  /** When the window ends; null for `lifetime`. */
  endsAt: z.date().nullable(),
  reserved: money(),
  spent: money(),
  warnedAt: z.date().nullable(),
  stoppedAt: z.date().nullable(),
})
export type Balance = z.infer<typeof balance>

/** The id of a budget's balance in the window that begins then. */
export const balanceId = (budgetId: string, startsAt: Date): string => `${budgetId}:${startsAt.getTime()}`

/** True if a balance is of a budget. */
export const isBalanceOf = (id: string, budgetId: string): boolean => id.startsWith(`${budgetId}:`)

/** One entry of the ledger: append-only. */
export const movement = z.object({
  id: id(),
  kind: z.enum(['reserve', 'spend', 'release', 'adjust']),
  /** Micro-dollars; only an `adjust` may be negative. */
  amount: money(),
  runId: id(),
  agentId: id(),
  taskId: id().nullable(),
  projectId: id().nullable(),
  goalId: id().nullable(),
  balances: z.array(id()),
  usageId: id().nullable(),
  provider: id().nullable(),
  model: id().nullable(),
  inputTokens: z.int().min(0),
  cachedTokens: z.int().min(0),
  outputTokens: z.int().min(0),
  billing: z.enum(['billed', 'imputed', 'unpriced']),
  estimated: z.boolean(),
  /** True if it went over what was reserved. */
  overrun: z.boolean(),
  createdAt: z.date(),
})
export type Movement = z.infer<typeof movement>
