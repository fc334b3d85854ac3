import { z } from 'zod'
import { count, line } from './fields.ts'
import { money } from './money.ts'

/** What one metered piece of thinking took. */
export const usage = z.strictObject({
  /** Unique in its run: the same id counts once. */
  id: line(200),
  provider: line(100).nullable().default(null),
  model: line(200).nullable().default(null),
  /** All input tokens, those read from a cache included. */
  inputTokens: count().default(0),
  cachedTokens: count().default(0),
  outputTokens: count().default(0),
  /** What it cost, in whole micro-dollars; null if nobody can say, which is *unpriced*, never zero. */
  cost: z.int().min(0).nullable().pipe(money().nullable()),
  /** `billed` counts against budgets; `imputed` is what a flat subscription would have cost, kept apart. */
  billing: z.enum(['billed', 'imputed']).default('billed'),
})
export type Usage = z.infer<typeof usage>
export type UsageInput = z.input<typeof usage>
