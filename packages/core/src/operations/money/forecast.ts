import type { Balance, Budget } from '../../domain/budget.ts'
import { addMoney, micros, type UsdMicros } from '../../domain/money.ts'
import { windowOf } from '../../policy/budget-window.ts'
import { dayAfter, localDay } from '../../policy/local-day.ts'
import { all, need } from '../find.ts'
import { balanceOf, type Moment } from './accounts.ts'
import { costsOf } from './cost-report.ts'
import { groupingOf, type CostOf } from './cost-groups.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const LOOK_BACK_DAYS = 7

/** Where money goes if it goes on as in the last seven days, today with them. Only what is billed counts. */
export interface Forecast {
  /** What is spent in a day, on average. */
  perDay: UsdMicros
  /** The month that runs, in the company's zone. */
  month: { startsAt: Date; endsAt: Date; spent: UsdMicros; expected: UsdMicros }
  budgets: BudgetForecast[]
}

/** What becomes of a budget at that rate. */
export interface BudgetForecast {
  budget: Budget
  balance: Balance
  perDay: UsdMicros
  /** What is spent when its window ends; null for a budget of a lifetime. It may be more than the limit: that is where it would stop. */
  expected: UsdMicros | null
  /** When its limit is reached: now, where it has stopped whom it is of; null if it is not in this window, or not at all. */
  exhaustedAt: Date | null
}

/** Says where money goes if it goes on as it went. */
export async function forecast(moment: Moment): Promise<Forecast> {
  const { tx: view, companyId, now } = moment
  const { zone, createdAt } = await need(view, 'company', companyId)
  const today = localDay(zone, now), since = dayAfter(today, -LOOK_BACK_DAYS), month = windowOf('month', zone, now)
  const begun = Math.max(windowOf('day', zone, new Date(now.getTime() - LOOK_BACK_DAYS * DAY_MS)).startsAt.getTime(), createdAt.getTime())
  const days = Math.max(now.getTime() - begun, HOUR_MS) / DAY_MS
  const lately = (await costsOf(view, { from: since, to: today }, ['agentId', 'projectId', 'goalId'])).map(({ of, cost }) => ({ ...of, billed: cost.billed }))
  const spent = addMoney(...(await costsOf(view, { from: localDay(zone, month.startsAt), to: today }, [])).map(({ cost }) => cost.billed))
  const rateOf = (rows: readonly { billed: UsdMicros }[]): number => Math.max(rows.reduce((sum, { billed }) => sum + billed, 0) / days, 0)
  const until = (at: Date | null): number => ((at ?? now).getTime() - now.getTime()) / DAY_MS, grown = (from: UsdMicros, rate: number, end: Date | null) => addMoney(from, whole(rate * until(end)))
  const teams = groupingOf(view, 'team'), goals = groupingOf(view, 'goal')
  const isOf = async ({ scope, scopeId }: Budget, row: CostOf): Promise<boolean> => {
    switch (scope) {
      case 'company': return true
      case 'key': return false                                        // the ledger does not say of which keys a cost came
      case 'agent': return row.agentId === scopeId
      case 'project': return row.projectId === scopeId
      case 'team': return row.agentId === scopeId || (await teams.headings(row)).includes(scopeId)
      case 'goal': return (await goals.headings(row)).includes(scopeId)
    }
  }
  const budgets = await Promise.all((await all(view, 'budget', { by: 'createdAt' })).filter(({ scope }) => scope !== 'key').map(async (budget): Promise<BudgetForecast> => {
    const [balance, own] = [await balanceOf(moment, budget), await Promise.all(lately.map(async row => (await isOf(budget, row) ? [row] : [])))], rate = rateOf(own.flat())
    const left = budget.limit - balance.spent, end = left <= 0 || balance.stoppedAt !== null ? now : rate === 0 ? null : new Date(now.getTime() + (left / rate) * DAY_MS)
    return { budget, balance, perDay: whole(rate), expected: balance.endsAt === null ? null : grown(balance.spent, rate, balance.endsAt), exhaustedAt: end && isTime(end) && (balance.endsAt === null || end < balance.endsAt) ? end : null }
  }))
  const rate = rateOf(lately), endsAt = month.endsAt ?? now
  return { perDay: whole(rate), month: { startsAt: month.startsAt, endsAt, spent, expected: grown(spent, rate, endsAt) }, budgets }
}

const whole = (amount: number): UsdMicros => micros(Math.min(Math.round(amount), Number.MAX_SAFE_INTEGER))
const isTime = (at: Date): boolean => !Number.isNaN(at.getTime())
