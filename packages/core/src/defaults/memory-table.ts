import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import { keyOf, type PlannedQuery } from '../store/query.ts'
import { equatable, fieldOf, uniqueNames } from '../store/select-rows.ts'

/** The committed rows of one noun of one company, with a bucket of keys per value of each declared order and unique. */
export class MemoryTable<N extends Noun> {
  readonly rows = new Map<string, Row<N>>()
  readonly #buckets = new Map<string, Set<string>>()
  /** Which row holds a unique name. */
  readonly #holders = new Map<string, string>()
  readonly #noun: N

  constructor(noun: N) {
    this.#noun = noun
  }

  put(row: Row<N>): void {
    const key = keyOf(row)
    this.remove(key)
    this.rows.set(key, row)
    for (const name of uniqueNames(this.#noun, row)) this.#holders.set(name, key)
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
    for (const name of uniqueNames(this.#noun, row)) if (this.#holders.get(name) === key) this.#holders.delete(name)        // another may have taken it in the same commit
    for (const name of this.#bucketsOf(row)) {
      const bucket = this.#buckets.get(name)
      bucket?.delete(key)
      if (bucket?.size === 0) this.#buckets.delete(name)
    }
  }

  /** The key of the row that holds a unique name. */
  holderOf(name: string): string | undefined {
    return this.#holders.get(name)
  }

  /** Keys of the rows that equal every field of `where`, which a declared order or unique must have. */
  keysWhere(where: PlannedQuery['where']): Iterable<string> {
    if (where.length === 0) return this.rows.keys()
    return this.#buckets.get(bucketName(where)) ?? []
  }

  #bucketsOf(row: Row<N>): Set<string> {
    const orders: readonly { where: readonly string[] }[] = NOUNS[this.#noun].orders
    return new Set(orders.filter(order => order.where.length > 0).map(order => bucketName(order.where.map(name => [name, fieldOf(row, name)]))))
  }
}

const bucketName = (where: PlannedQuery['where']): string =>
  where.length === 1 ? nameOf(where[0]) : [...where].map(nameOf).sort().join('&')

const nameOf = (pair: PlannedQuery['where'][number] | undefined): string => (pair ? JSON.stringify([pair[0], equatable(pair[1])]) : '')
