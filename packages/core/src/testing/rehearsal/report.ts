import type { MemoryCompany } from '../../defaults/memory-rows.ts'
import type { Budget, BudgetScope, BudgetWindow } from '../../domain/budget.ts'
import type { IncidentKind } from '../../domain/incident.ts'
import { micros, type UsdMicros } from '../../domain/money.ts'
import type { Noun, Row } from '../../domain/nouns.ts'
import { mostWithin } from '../../policy/budget-window.ts'
import { slotsInMonth } from '../../policy/lint-slots.ts'
import type { RunTally } from './run-tally.ts'

const MOST_WAITING = 10
const BUSY = 0.8
const MONTH_DAYS = 30
const DAY = 86_400_000

/** What a rehearsal has shown. Money is in micro-dollars, time in milliseconds. */
export interface Rehearsed {
  company: string
  from: Date
  until: Date
  spent: UsdMicros
  /** What 30 days like these cost. */
  month: UsdMicros
  /** What 30 days cost at the very most: every run of every schedule spends all it may, as far as the budgets let it. Wakes between the slots are not in it. */
  worstMonth: UsdMicros
  tasks: { created: number; done: number; open: number }
  agents: RehearsedAgent[]
  budgets: RehearsedBudget[]
  incidents: Partial<Record<IncidentKind, number>>
  /** Acts that waited for the board, which nobody decides in a rehearsal. */
  waitingForBoard: number
  bottlenecks: {
    /** The longest that a run began after its slot: too few places on the node, or in the company, for all who were due. */
    latestStartMs: number
    /** Tasks that were or are not begun for longest. */
    waiting: { task: string; title: string; assignee: string | null; waitedMs: number }[]
    /** Agents that worked most of the time. */
    busy: string[]
    /** What waits for whose review. */
    reviews: { reviewer: string; tasks: number }[]
  }
  /** What went wrong in the background. */
  complaints: string[]
}

export interface RehearsedAgent { slug: string; runs: number; failed: number; spent: UsdMicros; /** Runs that had nothing to do. */ idle: number; /** Share of the time it worked, from 0 to 1. */ busy: number }

export interface RehearsedBudget {
  scope: BudgetScope
  of: string
  window: BudgetWindow
  limit: UsdMicros
  windows: { startsAt: Date; spent: UsdMicros; isWarned: boolean; isStopped: boolean }[]
}

interface Span { companyId: string; from: Date; until: Date; tally: RunTally; complaints: string[] }

/** Reads off a rehearsed company what came of it since `from`. */
export function reportOf(company: MemoryCompany, { companyId, from, until, tally, complaints }: Span): Rehearsed {
  const rowsOf = <N extends Noun>(noun: N): Row<N>[] => [...company.table(noun).rows.values()]
  const span = until.getTime() - from.getTime()
  tally.take(company, until)
  const agents = rowsOf('agent').filter(({ status, id }) => status === 'active' || tally.of(id).runs > 0)
  const nameOf = (id: string | null): string | null => (id === null ? null : company.table('agent').rows.get(id)?.slug ?? company.table('project').rows.get(id)?.slug ?? company.table('goal').rows.get(id)?.title ?? id)
  const worked = agents.map(({ id, slug }): RehearsedAgent => {
    const { runs, failed, spent: cost, idle, busyMs } = tally.of(id)
    return { slug, runs, failed, spent: micros(cost), idle, busy: busyMs / span }
  })
  const tasks = rowsOf('task'), fresh = tasks.filter(({ createdAt }) => createdAt >= from)
  const spent = micros(worked.reduce((sum, one) => sum + one.spent, 0))
  const incidents: Rehearsed['incidents'] = {}
  for (const { kind, createdAt } of rowsOf('incident')) if (createdAt >= from) incidents[kind] = (incidents[kind] ?? 0) + 1
  const reviews = new Map<string, number>()
  for (const { status, reviewerKind, reviewerId } of tasks) {
    const reviewer = reviewerKind === 'agent' ? nameOf(reviewerId) ?? 'nobody' : 'the board'
    if (status === 'in_review') reviews.set(reviewer, (reviews.get(reviewer) ?? 0) + 1)
  }
  const waiting = tasks.filter(({ status, assigneeId }) => status !== 'backlog' && status !== 'cancelled' && assigneeId !== null)
    .map(({ identifier, title, assigneeId, createdAt, startedAt }) => ({ task: identifier, title, assignee: nameOf(assigneeId), waitedMs: (startedAt ?? until).getTime() - Math.max(createdAt.getTime(), from.getTime()) }))
  return {
    company: company.table('company').rows.get(companyId)?.slug ?? companyId, from, until, spent, month: micros(Math.round((spent * MONTH_DAYS * DAY) / span)), worstMonth: worstMonthOf(company, from), incidents, complaints,
    tasks: { created: fresh.length, done: tasks.filter(({ finishedAt, status }) => status === 'done' && finishedAt !== null && finishedAt >= from).length, open: tasks.filter(({ status }) => status !== 'done' && status !== 'cancelled').length },
    agents: worked,
    budgets: rowsOf('budget').map(budget => ({ scope: budget.scope, of: budget.scope === 'company' ? 'company' : nameOf(budget.scopeId) ?? budget.scopeId, window: budget.window, limit: budget.limit, windows: windowsOf(company, budget, { from, until }) })),
    waitingForBoard: rowsOf('approval').filter(({ status }) => status === 'pending').length,
    bottlenecks: {
      latestStartMs: tally.latestStartMs,
      waiting: waiting.filter(({ waitedMs }) => waitedMs > 0).sort((a, b) => b.waitedMs - a.waitedMs).slice(0, MOST_WAITING),
      busy: worked.filter(({ busy }) => busy >= BUSY).map(({ slug }) => slug),
      reviews: [...reviews].map(([reviewer, many]) => ({ reviewer, tasks: many })),
    },
  }
}

const windowsOf = (company: MemoryCompany, { id }: Budget, { from, until }: Pick<Span, 'from' | 'until'>): RehearsedBudget['windows'] =>
  [...company.table('balance').rows.values()].filter(({ budgetId, startsAt, endsAt }) => budgetId === id && startsAt < until && (endsAt === null || endsAt > from))
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .map(({ startsAt, spent, warnedAt, stoppedAt }) => ({ startsAt, spent, isWarned: warnedAt !== null, isStopped: stoppedAt !== null }))

/** Each agent at its worst, within its own budgets; all of them, within the company's. */
function worstMonthOf(company: MemoryCompany, from: Date): UsdMicros {
  const budgets = [...company.table('budget').rows.values()]
  const most = (scope: BudgetScope, scopeId?: string): number =>
    Math.min(Number.MAX_SAFE_INTEGER, ...budgets.filter(budget => budget.scope === scope && (scopeId === undefined || budget.scopeId === scopeId)).map(budget => (budget.window === 'lifetime' ? budget.limit : mostWithin(budget, 'month'))))
  const worst = [...company.table('agent').rows.values()].filter(({ status }) => status === 'active').reduce((sum, { id, heartbeat: { schedule, activeHours, cap }, anchorAt, adapter }) =>
    sum + Math.min(slotsInMonth({ schedule, activeHours, anchorAt }, from) * (adapter.perRun ?? cap), most('agent', id)), 0)
  return micros(Math.min(worst, most('company')))
}
