import type { SqlResult, SqlValue, Statement, StoredRow } from '@paperclip/store-kysely'
import type { QueryArrayConfig, QueryResult } from 'pg'
import { preparedAs, type Combinations } from './combinations.ts'

/** As many statements travel as one at most. */
const MOST_TOGETHER = 16

interface Written { statement: Statement; values: readonly SqlValue[] }
interface Asked extends Written { hear(result: Promise<SqlResult>): void }

/**
 * The statements of a transaction on their way: those that are asked for before the event loop goes on leave together, and travel as one where they may.
 * Writes wait for the next question or for the end of the work, since nobody waits for them. The order stays: a question is answered with what was written before it.
 */
export class Flight {
  readonly #send: (query: QueryArrayConfig) => Promise<QueryResult>
  readonly #combinations: Combinations
  #written: Written[] = []
  #asked: Asked[] = []
  #leaving = false

  constructor(send: (query: QueryArrayConfig) => Promise<QueryResult>, combinations: Combinations) {
    this.#send = send
    this.#combinations = combinations
  }

  ask(statement: Statement, values: readonly SqlValue[]): Promise<SqlResult> {
    if (statement.joins?.kind !== 'reads') {
      this.leave()
      return this.#alone({ statement, values })
    }
    if (this.#asked.length === MOST_TOGETHER) this.leave()
    if (!this.#leaving) {
      this.#leaving = true
      process.nextTick(() => this.leave())
    }
    return new Promise(hear => this.#asked.push({ statement, values, hear }))
  }

  write(statement: Statement, values: readonly SqlValue[]): void {
    if (this.#asked.length > 0) this.leave()
    const one = { statement, values }
    if (statement.joins?.kind === 'writes') {
      if (this.#written.length === MOST_TOGETHER || this.#written.some(other => isInTheWayOf(one, other))) this.leave()
      this.#written.push(one)
      return
    }
    this.leave()
    this.#say(one)
  }

  /** Sends what waits. */
  leave(): void {
    this.#leaving = false
    const written = this.#written, asked = this.#asked
    if (written.length > 0) {
      this.#written = []
      if (!this.#as('writes', written)) written.forEach(each => this.#say(each))
    }
    if (asked.length === 0) return
    this.#asked = []
    const one = this.#as('reads', asked)
    for (const [n, each] of asked.entries()) each.hear(one ? one.then(({ rows: [row] }) => foundAt(row, n)) : this.#alone(each))
  }

  /** The work is over: what has not left stays, and whoever still asks is refused. */
  end(refusal: () => Error): void {
    this.#written = []
    const asked = this.#asked
    this.#asked = []
    for (const { hear } of asked) {
      const refused = Promise.reject<SqlResult>(refusal())
      refused.catch(() => {})
      hear(refused)
    }
  }

  #as(kind: 'reads' | 'writes', many: readonly Written[]): Promise<QueryResult> | undefined {
    const combined = many.length > 1 ? this.#combinations.of(kind, many.map(({ statement }) => statement)) : undefined
    return combined && this.#send({ ...combined, values: many.flatMap(({ values }) => [...values]), rowMode: 'array' })
  }

  /** Sends what nobody waits for: the commit hears of its failure. */
  #say({ statement: { sql }, values }: Written): void {
    void this.#send({ ...preparedAs(sql), values: [...values], rowMode: 'array' })
  }

  async #alone({ statement: { sql }, values }: Written): Promise<SqlResult> {
    const { rows, rowCount } = await this.#send({ ...preparedAs(sql), values: [...values], rowMode: 'array' })
    return { rows: rows.filter(isRow), changes: rowCount ?? 0 }
  }
}

/** True if both write the same row, or rows of a table where one may have to be gone before another comes. */
function isInTheWayOf({ statement: { joins: one }, values }: Written, { statement: { joins: other }, values: others }: Written): boolean {
  if (one?.kind !== 'writes' || other?.kind !== 'writes' || one.table !== other.table) return false
  return one.isUnique || values[one.keyAt] === others[other.keyAt]
}

/** What the question at this place in a combination has found. */
function foundAt(row: unknown, at: number): SqlResult {
  const found: unknown = isRow(row) ? row[at] : undefined
  const rows = Array.isArray(found) ? found.map((one: unknown): StoredRow => Object.values(Object(one))) : []
  return { rows, changes: rows.length }
}

const isRow = (row: unknown): row is StoredRow => Array.isArray(row)
