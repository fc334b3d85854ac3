import type { Agent, AgentStanding, Approval, Balance, Budget, Company, Goal, Incident, Task, TaskStatus } from '@paperclip/core'
import { inOrder } from '../chart-order.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { everyRow } from '../data/every-row.ts'
import { describeAct } from '../describe-act.ts'
import { Names } from '../names.ts'

/** A company at a glance, as data. */
export interface CompanyStatus {
  at: Date
  company: Company
  agents: (Agent & { depth: number; role: string; standing: AgentStanding; task: string | null })[]
  tasks: Record<TaskStatus, number>
  goals: (Goal & { progress: number | null })[]
  budgets: (Budget & { of: string; balance: Balance })[]
  /** Waiting for a decision, each with the act in words. */
  approvals: (Approval & { act: string; from: string })[]
  incidents: Incident[]
}

const NONE: Record<TaskStatus, number> = { backlog: 0, todo: 0, in_progress: 0, in_review: 0, blocked: 0, done: 0, cancelled: 0 }

/** Gathers what a person wants to know first. */
export async function statusOf(company: CompanyVerbs, at: Date): Promise<CompanyStatus> {
  const names = new Names(company)
  const [row, chart, tasks, goals, budgets, approvals, incidents] = await Promise.all([
    company.get(), company.agents.chart(),
    everyRow(after => company.tasks.list({ after, limit: 500 })),
    everyRow(after => company.goals.list({ after })),
    everyRow(after => company.budgets.list({ after })),
    everyRow(after => company.approvals.list({ where: { status: 'pending' }, after })),
    everyRow(after => company.incidents.list({ where: { status: 'open' }, after })),
  ])
  return {
    at, company: row, incidents, tasks: countOf(tasks),
    agents: await Promise.all(inOrder(chart).map(async ({ agent, depth }) => {
      const standing = await company.agents.standing(agent.id)
      const taskId = standing.run?.taskId ?? null
      return { ...agent, depth, standing, role: await names.roleOf(agent), task: taskId === null ? null : (await names.task(taskId))?.identifier ?? null }
    })),
    goals: await Promise.all(goals.map(async goal => ({ ...goal, progress: await company.goals.progress(goal.id) }))),
    budgets: await Promise.all(budgets.map(async budget => ({ ...budget, of: await names.budget(budget), balance: await company.budgets.balance(budget.id) }))),
    approvals: await Promise.all(approvals.map(async one => ({ ...one, act: await describeAct(company, one.actKind, one.input), from: await names.party(one.proposedByKind, one.proposedById) ?? '' }))),
  }
}

const countOf = (tasks: readonly Task[]): Record<TaskStatus, number> =>
  tasks.reduce((counts, { status }) => ({ ...counts, [status]: counts[status] + 1 }), NONE)
