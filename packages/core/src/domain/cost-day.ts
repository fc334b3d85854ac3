import { z } from 'zod'
import { count, id, line } from './fields.ts'
import { money } from './money.ts'

/** What one kind of work cost on one day: of an agent, for a project and a goal, thought by a model. Kept for good; rebuilds from the ledger but for when it was. */
export const costDay = z.object({
  id: line(1_000),
  /** The day in the company's zone as it was then: `2026-11-29`. */
  day: id(),
  agentId: id(),
  projectId: id().nullable(),
  goalId: id().nullable(),
  provider: id().nullable(),
  model: id().nullable(),
  /** Less than nothing where corrections took away more than was spent that day. */
  billed: money(),
  /** What a flat subscription would have cost. */
  imputed: money(),
  /** Pieces of thinking whose price nobody knows. */
  unpriced: count(),
  inputTokens: count(),
  cachedTokens: count(),
  outputTokens: count(),
})
export type CostDay = z.infer<typeof costDay>
