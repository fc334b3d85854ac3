import { COST_GROUPS } from '@paperclip/core'
import { Type } from 'typebox'
import { named, rowOf, type Schema } from '../wire/schema.ts'
import { look } from './look.ts'
import { forBoard, type Route } from './route.ts'

const tag = 'Money'
const MICROS = Type.Integer({ description: 'Whole micro-dollars.' })
const COST = {
  billed: MICROS, imputed: Type.Integer({ description: 'What a flat subscription would have cost, in micro-dollars: it counts against no budget.' }), unpriced: Type.Integer({ description: 'Pieces of thinking whose price nobody knows.' }),
  inputTokens: Type.Integer(), cachedTokens: Type.Integer(), outputTokens: Type.Integer(),
}
const TEXT_OR_NONE = Type.Union([Type.String(), Type.Null()])
const TIME = Type.String({ format: 'date-time' }), TIME_OR_NONE = Type.Union([TIME, Type.Null()])
const REPORT: Schema = named('costReport', Type.Object({ by: Type.String(), from: Type.String(), to: Type.String(), zone: Type.String(), total: Type.Object(COST), rows: Type.Array(Type.Object({ id: TEXT_OR_NONE, name: TEXT_OR_NONE, ...COST })) }))
const FORECAST: Schema = named('forecast', Type.Object({
  perDay: MICROS, month: Type.Object({ startsAt: TIME, endsAt: TIME, spent: MICROS, expected: MICROS }),
  budgets: Type.Array(Type.Object({ budget: rowOf('budget'), balance: rowOf('balance'), perDay: MICROS, expected: Type.Union([MICROS, Type.Null()]), exhaustedAt: TIME_OR_NONE })),
}))
const DAY = Type.String({ maxLength: 10, description: 'A day in the company’s zone: `2026-11-29`.' })
const ASKED = Type.Object({ by: Type.Optional(Type.Unsafe<(typeof COST_GROUPS)[number]>({ type: 'string', enum: COST_GROUPS })), from: Type.Optional(DAY), to: Type.Optional(DAY) }, { additionalProperties: false })

/** What was spent, and where it goes. */
export const costRoutes: readonly Route[] = [
  forBoard({
    method: 'GET', path: '/costs', tag, summary: 'What was spent, by agent unless said, over the last 30 days unless said', query: ASKED, replies: { 200: REPORT },
    description: 'A team is a manager and everybody below; a goal is told with the goals below it: what falls under several headings is in each of them, and once in the total.',
    handle: async ({ company, query: { by = 'agent', ...range } }) => company.costs.report({ by, ...range }),
  }),
  look({ path: '/costs/forecast', tag, summary: 'Where money goes if it goes on as in the last seven days, for the month and every budget', answer: FORECAST, see: company => company.costs.forecast() }),
]
