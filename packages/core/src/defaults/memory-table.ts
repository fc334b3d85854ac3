import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import { conflict } from '../domain/error.ts'
import { keyOf, sortable, type PlannedQuery } from '../store/query.ts'

type Fields = ReadonlyMap<string, unknown>

/** The committed rows of one noun of one company, with a bucket of keys per declared order and value. */
export class MemoryTable<N extends Noun> {
  readonly rows = new Map<string, Row<N>>()
  readonly #buckets = new Map<string, Set<string>>()
  readonly #noun: N

  constructor(noun: N) {
    this.#noun = noun
  }

  put(row: Row<N>): void {
    const key = keyOf(row)
    this.remove(key)
    this.rows.set(key, row)
    for (const name of this.#bucketsOf(row)) {
      const bucket = this.#buckets.get(name)
      if (bucket) bucket.add(key)
      else this.#buckets.set(name, new Set([key]))
    }
  }

  remove(key: string): void {
    const row = this.rows.get(key)
    if (!row) return
    this.rows.delete(key)
    for (const name of this.#bucketsOf(row)) {
      const bucket = this.#buckets.get(name)
      bucket?.delete(key)
      if (bucket?.size === 0) this.#buckets.delete(name)
    }
  }

  /** Keys of the rows that equal every field of `where`, which a declared order must have. */
  keysWhere(where: PlannedQuery['where']): Iterable<string> {
    if (where.length === 0) return this.rows.keys()
    return this.#buckets.get(bucketName(where.map(([field]) => field), new Map(where))) ?? []
  }

  #bucketsOf(row: Row<N>): Set<string> {
    const fields = fieldsOf(row)
    const orders: readonly { where: readonly string[] }[] = NOUNS[this.#noun].orders
    return new Set(orders.filter(order => order.where.length > 0).map(order => bucketName(order.where, fields)))
  }
}

export const fieldsOf = (row: object): Fields => new Map(Object.entries(row))

const bucketName = (names: readonly string[], fields: Fields): string =>
  JSON.stringify([...names].sort().map(name => [name, equatable(fields.get(name))]))

export const matches = (row: object, where: PlannedQuery['where']): boolean => {
  const fields = fieldsOf(row)
  return where.every(([field, value]) => equatable(fields.get(field)) === equatable(value))
}

/** Null equals null, and not the text "null". */
const equatable = (value: unknown): string | number | null => (value === null || value === undefined ? null : sortable(value))

/** Sorts, cuts and limits rows as a plan says. */
export function cut<R extends object>(rows: R[], plan: PlannedQuery, keyIn: (row: R) => string): R[] {
  const sign = plan.direction === 'up' ? 1 : -1
  const placed = rows.map(row => ({ row, value: sortable(fieldsOf(row).get(plan.by)), id: keyIn(row) }))
  const { after } = plan
  const rest = after ? placed.filter(place => sign * compare(place, after) > 0) : placed
  return rest.sort((a, b) => sign * compare(a, b)).slice(0, plan.limit + 1).map(({ row }) => row)
}

interface Place { value: string | number; id: string }
function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** Throws `conflict` if another of `rows` holds what must be unique. */
export function checkUnique<N extends Noun>(noun: N, row: Row<N>, rows: Iterable<Row<N>>): void {
  const uniques: readonly { fields: readonly string[]; when?: Readonly<Record<string, string>> }[] = NOUNS[noun].unique
  const key = keyOf(row), fields = fieldsOf(row)
  const held = uniques.filter(({ fields: names, when }) => names.every(name => fields.get(name) != null) && matches(row, Object.entries(when ?? {})))
  if (held.length === 0) return
  for (const other of rows) {
    if (keyOf(other) === key) continue
    for (const { fields: names, when } of held) {
      const where = [...names.map(name => [name, fields.get(name)] as const), ...Object.entries(when ?? {})]
      if (matches(other, where)) throw conflict('exists', `There is a ${noun} with this ${names.join(' and ')} already.`)
    }
  }
}
