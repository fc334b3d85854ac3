import type { Noun, Row } from '../domain/nouns.ts'
import type { Query } from '../ports/store.ts'
import { keyOf, planQuery, USUAL_LIMIT, type PlannedQuery } from './query.ts'

/** A list that was asked for: what came of it, and its rows as they stand now, once they were answered. */
export interface Asked<R extends object = object> { plan: PlannedQuery; answer: Promise<readonly R[]>; rows: readonly R[] | undefined }

type Kept = Omit<Asked, 'rows'> & { rows: object[] | undefined }

/**
 * Lists that a transaction has asked for, by what was asked. Nobody else changes its company before it ends, so each is read once until it writes a row that moves into one,
 * out of it or within it; one that stays in its place is exchanged for what it is now.
 */
export class AskedLists {
  readonly #byNoun = new Map<Noun, Map<string, Kept>>()

  /** What was asked before, or is asked now. Throws `misconfigured` for a query whose order is not declared. */
  once<N extends Noun>(noun: N, query: Query<N>, ask: (plan: PlannedQuery) => Promise<Row<N>[]>): Asked<Row<N>> {
    let asked = this.#byNoun.get(noun)
    if (!asked) this.#byNoun.set(noun, asked = new Map())
    const key = keyOfQuery(query), known = asked.get(key)
    if (known) return known as Asked<Row<N>>                                          // set below, under its noun and query
    const plan = planQuery(noun, query), answer = ask(plan), one: Kept = { plan, answer, rows: undefined }
    asked.set(key, one)
    answer.then(rows => { one.rows = rows }, () => {})                                // whoever asked hears of its failure
    return one as Asked<Row<N>>
  }

  /** A row is written: lists that it comes into, goes out of or moves in do not hold any more. How it stood is unknown where it was not read: then none of its noun does. */
  forget<N extends Noun>(noun: N, { before, after }: { before: Row<N> | null | undefined; after: Row<N> | null }): void {
    const asked = this.#byNoun.get(noun)
    if (!asked) return
    if (before === undefined) return void this.#byNoun.delete(noun)
    for (const [key, one] of asked) {
      const stood = standsIn(before, one.plan.where), stands = standsIn(after, one.plan.where)
      if (!stood && !stands) continue
      if (stood && stands && before && after && one.rows && isSame(before, after, one.plan.by)) exchange(one.rows, after)
      else asked.delete(key)
    }
  }
}

/** Puts a row in place of the one with its key; one that a page does not reach is in none. */
function exchange(rows: object[], row: Row<Noun>): void {
  const at = rows.findIndex(one => keyOf(one as Row<Noun>) === keyOf(row))              // rows of its noun
  if (at >= 0) rows[at] = row
}

const isSame = (one: object, other: object, field: string): boolean => told(Reflect.get(one, field)) === told(Reflect.get(other, field))

function standsIn(row: object | null, where: PlannedQuery['where']): boolean {
  if (row === null) return false
  for (const [field, value] of where) if (told(Reflect.get(row, field) ?? null) !== told(value ?? null)) return false
  return true
}

/** All that is asked, in one text: values with their kind and their length, so that no two look alike. */
function keyOfQuery<N extends Noun>({ where, by, direction = 'up', after = null, limit = USUAL_LIMIT }: Query<N>): string {
  let key = `${by} ${direction} ${limit} ${told(after)}`
  for (const field in where) key += ` ${field} ${told(Reflect.get(where, field))}`
  return key
}

function told(value: unknown): string {
  const text = value instanceof Date ? `at ${value.getTime()}` : String(value)
  return `${typeof value} ${text.length} ${text}`
}
