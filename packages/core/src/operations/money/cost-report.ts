import { z } from 'zod'
import { micros } from '../../domain/money.ts'
import { parse } from '../../domain/parse.ts'
import { addCosts, NO_COST, type Cost } from '../../policy/costs.ts'
import { dayAfter, daysBetween, localDay, splitByMonths, type Span } from '../../policy/local-day.ts'
import type { CompanyView } from '../../ports/store.ts'
import { need } from '../find.ts'
import type { Moment } from './accounts.ts'
import { COST_GROUPS, groupingOf, type CostGroup, type CostOf } from './cost-groups.ts'

const MOST_DAYS = 400
const USUAL_DAYS = 30

const day = z.string().refine(text => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayAfter(text, 0) === text, 'must be a day like "2026-11-29"')
const asked = z.strictObject({
  by: z.enum(COST_GROUPS),
  /** The first day; 30 days up to the last unless said. */
  from: day.optional(),
  /** The last day; today unless said. */
  to: day.optional(),
})
export type CostsAsked = z.input<typeof asked>

/** What falls under one heading: an agent, a manager's team, a goal, a project, a model, a day. `id` and `name` are null for what has none. */
export interface CostRow extends Cost { id: string | null; name: string | null }

/** What a company has spent from a day to another, both included, by the calendar of its zone. The most costly comes first; days come in their order, those without costs too. */
export interface CostReport { by: CostGroup; from: string; to: string; zone: string; total: Cost; rows: CostRow[] }

/** Tells what was spent, by what it was spent on. Throws `invalid_input` for more than 400 days. */
export async function costReport({ tx: view, companyId, now }: Moment, given: CostsAsked): Promise<CostReport> {
  const { zone } = await need(view, 'company', companyId)
  const { by, from, to } = parse(asked.transform(({ to: until = localDay(zone, now), from: since = dayAfter(until, 1 - USUAL_DAYS), ...rest }) => ({ ...rest, from: since, to: until }))
    .refine(range => range.from <= range.to, { path: ['from'], message: 'must not be after `to`' })
    .refine(range => daysBetween(range.from, range.to) < MOST_DAYS, { path: ['from'], message: `must be less than ${MOST_DAYS} days before \`to\`` }), given, 'The costs asked for')
  const grouping = groupingOf(view, by), found = new Map<string | null, Cost>()
  if (by === 'day') for (let at = from; at <= to; at = dayAfter(at, 1)) found.set(at, NO_COST)
  let total = NO_COST
  for (const { of, cost } of await costsOf(view, { from, to }, grouping.fields)) {
    total = addCosts(total, cost)
    for (const heading of await grouping.headings(of)) found.set(heading, addCosts(found.get(heading) ?? NO_COST, cost))
  }
  const rows = await Promise.all([...found].map(async ([id, cost]) => ({ id, name: id === null ? null : await grouping.nameOf(id), ...cost })))
  return { by, from, to, zone, total, rows: by === 'day' ? rows : rows.sort((one, other) => other.billed - one.billed || other.imputed - one.imputed) }
}

/** What was spent on days from one to another, both included, for whatever is alike in these fields: parts of it, to be added up. The store adds up most of it, whole months from what they came to; what days came to in all stands there. */
export async function costsOf(view: CompanyView, span: Span, fields: readonly (keyof CostOf)[]): Promise<{ of: CostOf; cost: Cost }[]> {
  if (fields.every(field => field === 'day')) return totalsOf(view, span)
  const { months, days } = fields.includes('day') ? { months: null, days: [span] } : splitByMonths(span), sources = fields.filter(field => field !== 'day')
  const found = await Promise.all([
    ...months ? [view.sum('costMonth', { by: 'month', ...months, groups: sources, of: COST_FIELDS })] : [],
    ...days.map(range => view.sum('costDay', { by: 'day', ...range, groups: fields, of: COST_FIELDS })),
  ])
  return found.flat().map(({ group, sums }) => ({ of: { ...NOTHING, ...group }, cost: costFrom(sums) }))
}

async function totalsOf(view: CompanyView, { from, to }: Span): Promise<{ of: CostOf; cost: Cost }[]> {
  const found = await view.sum('costTotal', { by: 'id', from, to, groups: ['id'], of: COST_FIELDS })
  return found.map(({ group: { id: day }, sums }) => ({ of: { ...NOTHING, day }, cost: costFrom(sums) }))
}

const costFrom = ({ billed, imputed, ...counts }: Readonly<Record<keyof Cost, number>>): Cost => ({ billed: micros(billed), imputed: micros(imputed), ...counts })

const COST_FIELDS = ['billed', 'imputed', 'unpriced', 'inputTokens', 'cachedTokens', 'outputTokens'] as const
const NOTHING: CostOf = { day: '', agentId: '', projectId: null, goalId: null, provider: null, model: null }
