import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import { keyOf, type PlannedQuery } from '../store/query.ts'
import { equatable, fieldOf, uniqueNames } from '../store/select-rows.ts'

/** Where a row is found: the unique names it holds, and its bucket for each set of fields that is asked for. */
interface Marks { names: readonly string[]; buckets: readonly string[] }

/** The committed rows of one noun of one company, with a bucket of keys per value of each declared order and unique. */
export class MemoryTable<N extends Noun> {
  readonly rows = new Map<string, Row<N>>()
  readonly #buckets = new Map<string, Set<string>>()
  /** Which row holds a unique name. */
  readonly #holders = new Map<string, string>()
  readonly #marks = new Map<string, Marks>()
  readonly #noun: N
  /** The sets of fields by which rows are asked for. */
  readonly #sets: readonly (readonly string[])[]
  readonly #isMarked: boolean

  constructor(noun: N) {
    this.#noun = noun
    const { orders, unique }: { orders: readonly { where: readonly string[] }[]; unique: readonly unknown[] } = NOUNS[noun]
    this.#sets = [...new Set(orders.map(({ where }) => [...where].sort().join()))].filter(set => set !== '').map(set => set.split(','))
    this.#isMarked = this.#sets.length > 0 || unique.length > 0
  }

  put(row: Row<N>): void {
    const key = keyOf(row), before = this.rows.get(key)
    this.rows.set(key, row)
    if (!this.#isMarked) return
    const old = this.#marks.get(key), marks = this.#marksOf(row, before, old)
    this.#marks.set(key, marks)
    if (old) this.#unmark(key, old, marks)
    for (const name of marks.names) this.#holders.set(name, key)
    marks.buckets.forEach((name, at) => {
      if (name === old?.buckets[at]) return
      const bucket = this.#buckets.get(name)
      if (bucket) bucket.add(key)
      else this.#buckets.set(name, new Set([key]))
    })
  }

  remove(key: string): void {
    const old = this.#marks.get(key)
    this.rows.delete(key)
    this.#marks.delete(key)
    if (old) this.#unmark(key, old)
  }

  /** The key of the row that holds a unique name. */
  holderOf(name: string): string | undefined {
    return this.#holders.get(name)
  }

  /** Keys of the rows that equal every field of `where`, which a declared order or unique must have. */
  keysWhere(where: PlannedQuery['where']): Iterable<string> {
    if (where.length === 0) return this.rows.keys()
    const fields = where.length === 1 ? where : where.toSorted(([a], [b]) => (a < b ? -1 : 1))
    return this.#buckets.get(bucketName(fields.map(([field]) => field), fields.map(([, value]) => value))) ?? []
  }

  /** Most rows are put again with few of their fields changed: what these do not touch stays. */
  #marksOf(row: Row<N>, before: Row<N> | undefined, old: Marks | undefined): Marks {
    const buckets = this.#sets.map((set, at) => {
      const same = before && set.every(field => fieldOf(before, field) === fieldOf(row, field)) ? old?.buckets[at] : undefined
      return same ?? bucketName(set, set.map(field => fieldOf(row, field)))
    })
    return { names: uniqueNames(this.#noun, row), buckets }
  }

  #unmark(key: string, old: Marks, now?: Marks): void {
    for (const name of old.names) if (this.#holders.get(name) === key) this.#holders.delete(name)        // another may have taken it in the same commit
    old.buckets.forEach((name, at) => {
      if (name === now?.buckets[at]) return
      const bucket = this.#buckets.get(name)
      bucket?.delete(key)
      if (bucket?.size === 0) this.#buckets.delete(name)
    })
  }
}

/** Stored texts hold no NUL, so no two buckets have one name. */
const bucketName = (fields: readonly string[], values: readonly unknown[]): string => {
  let name = fields.join()
  for (const value of values) {
    const equal = equatable(value)
    name += `\0${equal === null ? '' : typeof equal === 'number' ? `#${equal}` : `=${equal}`}`
  }
  return name
}
