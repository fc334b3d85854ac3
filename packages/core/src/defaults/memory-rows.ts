import type { Noun, Row } from '../domain/nouns.ts'
import { keyOf, type PlannedQuery } from '../store/query.ts'
import type { Rows } from '../store/rows.ts'
import { searchRows, type PlannedSearch } from '../store/search.ts'
import { sumRows, type FoundSum, type PlannedSum } from '../store/sum.ts'
import { cut, matches, taken, uniqueNames } from '../store/select-rows.ts'
import { keptCopy } from './kept-copy.ts'
import { MemoryTable } from './memory-table.ts'

/** One company's committed rows. */
export class MemoryCompany {
  readonly #tables = new Map<Noun, MemoryTable<Noun>>()

  table<N extends Noun>(noun: N): MemoryTable<N> {
    const known = this.#tables.get(noun)
    if (known) return known as unknown as MemoryTable<N>         // a map cannot say that key and value belong together
    const made = new MemoryTable(noun)
    this.#tables.set(noun, made as unknown as MemoryTable<Noun>)
    return made
  }
}

/** Writes kept aside until commit, over the committed rows. */
export class MemoryRows implements Rows {
  readonly #company: MemoryCompany
  readonly #written = new Map<Noun, Map<string, unknown>>()
  /** Who of those written took a unique name last: it may have let go of it since. */
  readonly #takers = new Map<string, string>()

  constructor(company: MemoryCompany) {
    this.#company = company
  }

  async get<N extends Noun>(noun: N, key: string): Promise<Row<N> | undefined> {
    const written = this.#writes(noun)
    return written.has(key) ? written.get(key) : this.#company.table(noun).rows.get(key)
  }

  async list<N extends Noun>(noun: N, plan: PlannedQuery): Promise<Row<N>[]> {
    return cut(this.#found(noun, plan.where), plan)
  }

  async sum(noun: Noun, plan: PlannedSum): Promise<FoundSum[]> {
    return sumRows(this.#found(noun, plan.where), plan)
  }

  async search<N extends Noun>(noun: N, plan: PlannedSearch): Promise<Row<N>[]> {
    const written = this.#writes(noun)
    const committed = [...this.#company.table(noun).rows].flatMap(([key, row]) => (written.has(key) ? [] : [row]))
    return searchRows(noun, [...committed, ...this.written(noun)], plan)
  }

  async put<N extends Noun>(noun: N, row: Row<N>): Promise<void> {
    this.#checkUnique(noun, row)
    this.#writes(noun).set(keyOf(row), keptCopy(row))
  }

  async remove(noun: Noun, key: string): Promise<void> {
    this.#writes(noun).set(key, undefined)
  }

  /** Every row written, for checks across companies. */
  written<N extends Noun>(noun: N): Row<N>[] {
    return [...this.#writes(noun).values()].filter(row => row !== undefined)
  }

  /** True if there is anything to commit. */
  get hasWrites(): boolean {
    return [...this.#written.values()].some(written => written.size > 0)
  }

  commitTo(company: MemoryCompany): void {
    for (const [noun, written] of this.#written) {
      const table = company.table(noun)
      for (const [key, row] of written) {
        if (row === undefined) table.remove(key)
        else table.put(row as Row<Noun>)
      }
    }
  }

  #found<N extends Noun>(noun: N, where: PlannedQuery['where']): Row<N>[] {
    const table = this.#company.table(noun), written = this.#writes(noun), found: Row<N>[] = []
    for (const key of table.keysWhere(where)) {
      const row = table.rows.get(key)
      if (row && !written.has(key)) found.push(row)
    }
    for (const row of written.values()) if (row && matches(row, where)) found.push(row)
    return found
  }

  #writes<N extends Noun>(noun: N): Map<string, Row<N> | undefined> {
    let written = this.#written.get(noun)
    if (!written) this.#written.set(noun, written = new Map())
    return written as Map<string, Row<N> | undefined>
  }

  /** Throws if another row, written or committed, holds what must be unique. */
  #checkUnique<N extends Noun>(noun: N, row: Row<N>): void {
    const key = keyOf(row), written = this.#writes(noun), table = this.#company.table(noun)
    for (const name of uniqueNames(noun, row)) {
      const holder = table.holderOf(name), scoped = `${noun} ${name}`, taker = this.#takers.get(scoped)
      if (holder !== undefined && holder !== key && !written.has(holder)) throw taken(noun, name)
      const other = taker === undefined || taker === key ? undefined : written.get(taker)
      if (other && uniqueNames(noun, other).includes(name)) throw taken(noun, name)
      this.#takers.set(scoped, key)
    }
  }
}
