import type { BudgetScope, BudgetWindow } from '../domain/budget.ts'
import type { Heartbeat } from '../domain/heartbeat.ts'
import type { BoardLevel } from '../domain/member.ts'
import type { UsdMicros } from '../domain/money.ts'
import type { Grants } from '../domain/permission.ts'

/** An agent that is at work, as far as loose policy shows in it. */
export interface LintAgent {
  slug: string
  role: string
  /** Its managers, nearest first. */
  managers: readonly string[]
  heartbeat: Heartbeat
  /** The worst its schedule comes to in 30 days: runs. */
  runsAMonth: number
  /** How finely its adapter meters; null where this installation does not have the adapter. */
  metering: 'call' | 'turn' | 'run' | 'none' | null
  /** What a run is taken to cost where nobody meters it. */
  perRun: UsdMicros | null
}

/** What loose policy is looked for in. Everybody is told by slug. */
export interface LintFacts {
  company: { slug: string; boardMinimum: number }
  agents: readonly LintAgent[]
  budgets: readonly { scope: BudgetScope; for: string | null; window: BudgetWindow; limit: UsdMicros }[]
  roles: readonly { slug: string; permissions: Grants; secrets: readonly string[]; hasBudget: 'yes' | 'no' }[]
  members: readonly { id: string; level: BoardLevel }[]
  /** `granted` and `used` by roles, and by the configurations and tools that name it. */
  secrets: readonly { slug: string; grantedTo: readonly string[]; usedBy: readonly string[] }[]
  routines: readonly { slug: string; status: 'active' | 'paused'; assignee: string; assigneeIs: 'active' | 'draft' | 'terminated' | 'gone' }[]
}

/** The act that mends a finding. */
export type Fix =
  | { kind: 'budget.set'; input: { scope: Exclude<BudgetScope, 'key'>; for?: string; limit: string; window: BudgetWindow } }
  | { kind: 'agent.configure'; input: { agent: string; heartbeat: { every: string } } }
  | { kind: 'role.set'; input: { slug: string; permissions: Grants } | { slug: string; secrets: string[] } }
  | { kind: 'secret.remove'; input: { secret: string } }
  | { kind: 'routine.pause'; input: { routine: string } }

export const LINT_CODES = [
  'no_company_budget', 'no_budget', 'worst_month', 'company_worst_month', 'coarse_metering', 'acts_without_asking', 'wide_role', 'sole_owner',
  'secret_not_granted', 'secret_not_used', 'routine_stuck',
] as const
export type LintCode = (typeof LINT_CODES)[number]

/** Something that is looser than it needs to be: what it may cost or let happen, and the act that mends it, if one does. */
export interface Finding { code: LintCode; severity: 'warn' | 'note'; about: string; message: string; fix: Fix | null }
