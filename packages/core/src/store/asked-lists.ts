import type { Noun } from '../domain/nouns.ts'
import type { PlannedQuery } from './query.ts'

/** Lists that a transaction has asked for, by what was asked. Nobody else changes its company before it ends, so each is read once until it writes such a row itself. */
export class AskedLists {
  readonly #byNoun = new Map<Noun, Map<string, Promise<unknown>>>()

  /** What was answered before, or is being asked, or is asked now. */
  once<R>(noun: Noun, plan: PlannedQuery, ask: () => Promise<R>): Promise<R> {
    let asked = this.#byNoun.get(noun)
    if (!asked) this.#byNoun.set(noun, asked = new Map())
    const key = keyOfPlan(plan), known = asked.get(key)
    if (known) return known as Promise<R>                                             // set below, under its noun and query
    const asking = ask()
    asked.set(key, asking)
    return asking
  }

  /** A row of this noun is written: what was read may not hold any more. */
  forget(noun: Noun): void {
    this.#byNoun.delete(noun)
  }
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
