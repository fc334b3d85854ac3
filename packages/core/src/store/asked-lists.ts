import type { Noun, Row } from '../domain/nouns.ts'
import { keyOf, type PlannedQuery } from './query.ts'

/** `rows` are what was answered, once it was. */
interface Asked { plan: PlannedQuery; answer: Promise<readonly object[]>; rows: object[] | undefined }

/**
 * Lists that a transaction has asked for, by what was asked. Nobody else changes its company before it ends, so each is read once until it writes a row that moves into one,
 * out of it or within it; one that stays in its place is exchanged for what it is now.
 */
export class AskedLists {
  readonly #byNoun = new Map<Noun, Map<string, Asked>>()

  /** What was answered before, as it stands now, without a wait; else what is being asked, or is asked now. */
  once<R extends object>(noun: Noun, plan: PlannedQuery, ask: () => Promise<R[]>): readonly R[] | Promise<readonly R[]> {
    let asked = this.#byNoun.get(noun)
    if (!asked) this.#byNoun.set(noun, asked = new Map())
    const key = keyOfPlan(plan), known = asked.get(key)
    if (known) return (known.rows ?? known.answer) as readonly R[] | Promise<readonly R[]>          // set below, under its noun and query
    const answer = ask(), one: Asked = { plan, answer, rows: undefined }
    asked.set(key, one)
    answer.then(rows => { one.rows = rows }, () => {})                                // whoever asked hears of its failure
    return answer
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

/** All that was asked, in one text: values with their kind and their length, so that no two look alike. */
function keyOfPlan({ where, by, direction, after, limit }: PlannedQuery): string {
  let key = `${by} ${direction} ${limit}`
  for (const [field, value] of where) key += ` ${field} ${told(value)}`
  return after ? `${key} ${told(after.value)} ${told(after.id)}` : key
}

function told(value: unknown): string {
  const text = value instanceof Date ? `at ${value.getTime()}` : String(value)
  return `${typeof value} ${text.length} ${text}`
}
