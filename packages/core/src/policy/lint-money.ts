import { formatUsd, micros, type UsdMicros } from '../domain/money.ts'
import { mostWithin } from './budget-window.ts'
import type { Finding, LintAgent, LintFacts } from './lint-facts.ts'

const DOLLAR = 1_000_000
const MINUTE_MS = 60_000
const MONTH_MS = 30 * 24 * 60 * MINUTE_MS
/** A budget that is proposed lets so many runs of the largest kind through, where the schedule alone would be more. */
const PROPOSED_RUNS = 100

/** What an agent's schedule comes to in 30 days if every run spends all it may. */
const worstOf = ({ runsAMonth, heartbeat: { cap }, perRun }: LintAgent): UsdMicros => micros(Math.min(runsAMonth * (perRun ?? cap), Number.MAX_SAFE_INTEGER))

/** What of a budget can be spent in a month. */
const monthly = ({ limit, window }: LintFacts['budgets'][number]): number => (window === 'lifetime' ? limit : mostWithin({ limit, window }, 'month'))

/** Money that nothing bounds, and schedules that come to more than their bounds. */
export function lintMoney(facts: LintFacts): Finding[] {
  const { agents, company, budgets } = facts
  const ofCompany = budgets.filter(({ scope }) => scope === 'company')
  const worst = micros(Math.min(agents.reduce((sum, agent) => sum + worstOf(agent), 0), Number.MAX_SAFE_INTEGER))
  const bound = ofCompany.length > 0 ? micros(Math.min(...ofCompany.map(monthly))) : null
  return [
    ...bound === null && agents.length > 0 ? [{
      code: 'no_company_budget', severity: 'warn', about: company.slug,
      message: `The company has no budget: if every run its schedules allow spends all it may, a month costs ${formatUsd(worst)}, and what wakes agents between their slots comes on top.`,
      fix: { kind: 'budget.set', input: { scope: 'company', limit: rounded(sum(agents.map(proposed))), window: 'month' } },
    } satisfies Finding] : [],
    ...bound !== null && worst > bound ? [{
      code: 'company_worst_month', severity: 'note', about: company.slug, fix: null,
      message: `All schedules together come to ${formatUsd(worst)} in the worst month; the budgets of the company stop everybody at ${formatUsd(bound)}.`,
    } satisfies Finding] : [],
    ...agents.flatMap(agent => ofAgent(agent, facts)),
  ]
}

function ofAgent(agent: LintAgent, facts: LintFacts): Finding[] {
  const { slug, managers, heartbeat, metering } = agent
  const over = facts.budgets.filter(({ scope, for: whom }) => scope === 'company' || (scope === 'agent' && whom === slug) || (scope === 'team' && whom !== null && [slug, ...managers].includes(whom)))
  const bound = over.length > 0 ? micros(Math.min(...over.map(monthly))) : null
  const found: Finding[] = []
  if (bound === null) {
    found.push({
      code: 'no_budget', severity: 'warn', about: slug, message: `Nothing bounds what "${slug}" spends: no budget of its own, of a team above it, or of the company. ${worstWords(agent)}`,
      fix: { kind: 'budget.set', input: { scope: 'agent', for: slug, limit: rounded(proposed(agent)), window: 'month' } },
    })
  } else if (worstOf(agent) > bound) {
    const isDuty = heartbeat.idle === 'run'
    found.push({ code: 'worst_month', severity: isDuty ? 'warn' : 'note', about: slug, message: `${worstWords(agent)} Its budgets stop it at ${formatUsd(bound)} a month${isDuty ? ', and its duty with it' : ''}.`, fix: slower(agent, bound) })
  }
  if (metering === 'run' || metering === 'none') {
    const how = metering === 'run' ? `says what a run cost only when it is over: one run may go over every budget, by up to all it spends beyond its cap of ${formatUsd(heartbeat.cap)}` : `cannot say what a run costs: each is taken to cost ${formatUsd(agent.perRun ?? heartbeat.cap)}, whatever it does`
    found.push({ code: 'coarse_metering', severity: 'note', about: slug, message: `The adapter of "${slug}" ${how}. Leave that much room in its budgets.`, fix: null })
  }
  return found
}

function worstWords(agent: LintAgent): string {
  const { slug, runsAMonth, heartbeat: { cap, idle }, perRun } = agent
  const what = `${runsAMonth.toLocaleString('en-US')} runs at up to ${formatUsd(perRun ?? cap)}: ${formatUsd(worstOf(agent))} in the worst month`
  return idle === 'run' ? `"${slug}" has a standing duty, so its schedule really comes to ${what}.` : `If "${slug}" always has work, its schedule comes to ${what}.`
}

/** Standing duties need all their runs; whoever rests while there is nothing to do needs less. */
const proposed = (agent: LintAgent): number => (agent.heartbeat.idle === 'run' ? worstOf(agent) : Math.min(worstOf(agent), PROPOSED_RUNS * (agent.perRun ?? agent.heartbeat.cap)))

/** A schedule that fits into its budgets, where it is a plain interval. */
function slower({ slug, heartbeat: { schedule, activeHours, cap }, perRun }: LintAgent, bound: number): Finding['fix'] {
  const affordable = Math.floor(bound / (perRun ?? cap))
  if (schedule.kind !== 'every' || activeHours !== null || affordable < 1) return null
  return { kind: 'agent.configure', input: { agent: slug, heartbeat: { every: `${Math.ceil(MONTH_MS / affordable / MINUTE_MS)}m` } } }
}

/** Whole dollars, never less than one. */
const rounded = (amount: number): string => `$${Math.min(Math.max(Math.ceil(amount / DOLLAR), 1), 999_999_999)}`

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
