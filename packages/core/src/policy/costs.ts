import type { Movement } from '../domain/budget.ts'
import type { CostDay } from '../domain/cost-day.ts'
import { addMoney, NO_MONEY, type UsdMicros } from '../domain/money.ts'
import { canonical } from './canonical.ts'

/** What something cost. Money is whole micro-dollars. */
export interface Cost {
  billed: UsdMicros
  /** What a flat subscription would have cost: it counts against no budget. */
  imputed: UsdMicros
  /** Pieces of thinking whose price nobody knows. */
  unpriced: number
  inputTokens: number
  cachedTokens: number
  outputTokens: number
}

/** What a cost is of. */
export type CostSource = Pick<CostDay, 'agentId' | 'projectId' | 'goalId' | 'provider' | 'model'>

export const NO_COST: Cost = { billed: NO_MONEY, imputed: NO_MONEY, unpriced: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0 }

/** The sum; each part stops at the largest number there is, for what an agent claims must not keep its run from ending. */
export const addCosts = (one: Cost, other: Cost): Cost => ({
  billed: addMoney(one.billed, other.billed), imputed: addMoney(one.imputed, other.imputed), unpriced: one.unpriced + other.unpriced,
  inputTokens: most(one.inputTokens + other.inputTokens), cachedTokens: most(one.cachedTokens + other.cachedTokens), outputTokens: most(one.outputTokens + other.outputTokens),
})

const most = (sum: number): number => Math.min(sum, Number.MAX_SAFE_INTEGER)

/** An entry of the ledger, as far as it says what was spent. */
export type CostEntry = Pick<Movement, 'kind' | 'amount' | 'billing' | 'inputTokens' | 'cachedTokens' | 'outputTokens'>

/** What an entry of the ledger cost; null if it only held money, or gave it back. */
export function costOf({ kind, amount, billing, inputTokens, cachedTokens, outputTokens }: CostEntry): Cost | null {
  if (kind !== 'spend' && kind !== 'adjust') return null
  return { billed: billing === 'billed' ? amount : NO_MONEY, imputed: billing === 'imputed' ? amount : NO_MONEY, unpriced: billing === 'unpriced' ? 1 : 0, inputTokens, cachedTokens, outputTokens }
}

/** The id under which the costs of a source are kept for a day or a month. */
export const costId = (when: string, source: CostSource): string => canonical([when, ...partsOf(source)])

/** The same source, whatever the day. */
export const sourceKey = (source: CostSource): string => canonical(partsOf(source))

const partsOf = ({ agentId, projectId, goalId, provider, model }: CostSource): (string | null)[] => [agentId, projectId, goalId, provider, model]
