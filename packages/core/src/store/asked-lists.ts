import type { Noun, Row } from '../domain/nouns.ts'
import type { PlannedQuery } from './query.ts'

interface Asked { where: PlannedQuery['where']; answer: Promise<unknown> }

/** Lists that a transaction has asked for, by what was asked. Nobody else changes its company before it ends, so each is read once until it writes a row that may stand in it. */
export class AskedLists {
  readonly #byNoun = new Map<Noun, Map<string, Asked>>()

  /** What was answered before, or is being asked, or is asked now. */
  once<R>(noun: Noun, plan: PlannedQuery, ask: () => Promise<R>): Promise<R> {
    let asked = this.#byNoun.get(noun)
    if (!asked) this.#byNoun.set(noun, asked = new Map())
    const key = keyOfPlan(plan), known = asked.get(key)
    if (known) return known.answer as Promise<R>                                      // set below, under its noun and query
    const answer = ask()
    asked.set(key, { where: plan.where, answer })
    return answer
  }

  /** A row is written: lists that it stood in, or stands in now, do not hold any more. How it stood is unknown where it was not read: then none of its noun does. */
  forget<N extends Noun>(noun: N, { before, after }: { before: Row<N> | null | undefined; after: Row<N> | null }): void {
    const asked = this.#byNoun.get(noun)
    if (!asked) return
    if (before === undefined) return void this.#byNoun.delete(noun)
    for (const [key, { where }] of asked) if (standsIn(before, where) || standsIn(after, where)) asked.delete(key)
  }
}

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
