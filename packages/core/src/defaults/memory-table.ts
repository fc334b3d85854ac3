import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import { keyOf, type PlannedQuery } from '../store/query.ts'
import { equatable, fieldsOf, type Fields } from '../store/select-rows.ts'

/** The committed rows of one noun of one company, with a bucket of keys per value of each declared order and unique. */
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

  /** Keys of the rows that equal every field of `where`, which a declared order or unique must have. */
  keysWhere(where: PlannedQuery['where']): Iterable<string> {
    if (where.length === 0) return this.rows.keys()
    return this.#buckets.get(bucketName(where.map(([field]) => field), new Map(where))) ?? []
  }

  #bucketsOf(row: Row<N>): Set<string> {
    const fields = fieldsOf(row)
    const { orders, unique }: { orders: readonly { where: readonly string[] }[]; unique: readonly { fields: readonly string[] }[] } = NOUNS[this.#noun]
    const names = [...orders.map(({ where }) => where), ...unique.map(({ fields: together }) => together)]
    return new Set(names.filter(({ length }) => length > 0).map(together => bucketName(together, fields)))
  }
}

const bucketName = (names: readonly string[], fields: Fields): string =>
  JSON.stringify([...names].sort().map(name => [name, equatable(fields.get(name))]))
