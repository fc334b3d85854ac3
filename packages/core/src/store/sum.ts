import type { Noun, Row } from '../domain/nouns.ts'
import type { Query, Sum, Summed } from '../ports/store.ts'
import { planQuery, sortable, type PlannedQuery } from './query.ts'
import { fieldOf, matches } from './select-rows.ts'

/** What is to be added up, checked: its order is declared. */
export interface PlannedSum {
  where: PlannedQuery['where']
  by: string
  /** The ends of the range, both included, as they stand in a row. */
  from: unknown
  to: unknown
  groups: readonly string[]
  of: readonly string[]
}

/** A group as a store finds it. */
export interface FoundSum { group: Readonly<Record<string, unknown>>; many: number; sums: Readonly<Record<string, number>> }

type Field<N extends Noun> = Extract<keyof Row<N>, string>

export function planSum<N extends Noun>(noun: N, { where, by, from, to, groups, of }: Sum<N, Field<N>, Field<N>>): PlannedSum {
  const query: Query<N> = { ...where === undefined ? {} : { where }, by }
  return { where: planQuery(noun, query).where, by, from, to, groups, of }
}

/** The groups as those who asked see them: what is beyond the safe integers stops there. */
export const summed = <N extends Noun, G extends Field<N>, F extends Field<N>>(found: readonly FoundSum[]): Summed<N, G, F>[] =>
  found.map(({ group, many, sums }) => ({ group, many, sums: Object.fromEntries(Object.entries(sums).map(([field, sum]) => [field, safe(sum)])) }) as Summed<N, G, F>)          // a store gives the fields it was asked for

const safe = (sum: number): number => Math.max(Math.min(sum, Number.MAX_SAFE_INTEGER), Number.MIN_SAFE_INTEGER)

/** The groups of those of these rows that a plan asks for. */
export function sumRows(rows: Iterable<object>, { where, by, from, to, groups, of }: PlannedSum): FoundSum[] {
  const found = new Map<string, { group: Record<string, unknown>; many: number; sums: Record<string, number> }>()
  for (const row of rows) {
    if (!matches(row, where)) continue
    const at = sortable(fieldOf(row, by))
    if ((from !== undefined && at < sortable(from)) || (to !== undefined && at > sortable(to))) continue
    const values = groups.map(field => fieldOf(row, field)), key = JSON.stringify(values)
    const sum = found.get(key) ?? { group: Object.fromEntries(groups.map((field, n) => [field, values[n]])), many: 0, sums: Object.fromEntries(of.map(field => [field, 0])) }
    found.set(key, sum)
    sum.many++
    for (const field of of) sum.sums[field] = (sum.sums[field] ?? 0) + Number(fieldOf(row, field))
  }
  return [...found.values()]
}
