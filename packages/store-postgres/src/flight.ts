import type { SqlResult, SqlValue, Statement, StoredRow } from '@paperclip/store-kysely'
import type { QueryArrayConfig, QueryResult } from 'pg'
import { askedOfMany } from './asked-of-many.ts'
import { preparedAs, type Combinations } from './combinations.ts'

/** As many statements travel as one at most. */
const MOST_TOGETHER = 16
/** As many that ask alike are one question at most: its answer comes in one piece. */
const MOST_ALIKE = 64

interface Written { statement: Statement; values: readonly unknown[] }
interface Asked { statement: Statement; values: readonly SqlValue[]; hear(result: Promise<SqlResult>): void }
/** What leaves for one or more that ask alike. */
interface Question extends Written { hear(result: Promise<SqlResult>): void }

/**
 * The statements of a transaction on their way: those that are asked for before the event loop goes on leave together, and travel as one where they may. What is asked of many rows, each by itself,
 * is asked once of all.
 * Writes wait for the next question or for the end of the work, since nobody waits for them. The order stays: a question is answered with what was written before it.
 */
export class Flight {
  readonly #send: (query: QueryArrayConfig) => Promise<QueryResult>
  readonly #combinations: Combinations
  #written: Written[] = []
  /** By what is asked. */
  #asked = new Map<string, Asked[]>()
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
    const before = this.#asked.get(statement.sql)
    if (before ? before.length === MOST_ALIKE : this.#asked.size === MOST_TOGETHER) this.leave()
    const alike = this.#asked.get(statement.sql)
    if (!this.#leaving) {
      this.#leaving = true
      process.nextTick(() => this.leave())
    }
    return new Promise(hear => {
      const one = { statement, values, hear }
      if (alike) alike.push(one)
      else this.#asked.set(statement.sql, [one])
    })
  }

  write(statement: Statement, values: readonly SqlValue[]): void {
    if (this.#asked.size > 0) this.leave()
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
    if (asked.size === 0) return
    this.#asked = new Map()
    const questions = [...asked.values()].flatMap(questionsOf)
    for (let at = 0; at < questions.length; at += MOST_TOGETHER) this.#ask(questions.slice(at, at + MOST_TOGETHER))
  }

  #ask(questions: readonly Question[]): void {
    const one = this.#as('reads', questions)
    for (const [n, each] of questions.entries()) each.hear(one ? one.then(({ rows: [row] }) => foundIn(isRow(row) ? row[n] : undefined)) : this.#alone(each))
  }

  /** The work is over: what has not left stays, and whoever still asks is refused. */
  end(refusal: () => Error): void {
    this.#written = []
    const asked = this.#asked
    this.#asked = new Map()
    for (const { hear } of [...asked.values()].flat()) {
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

/** What leaves for those that ask alike: one question for all of them, where that can be. */
function questionsOf(alike: readonly Asked[]): readonly Question[] {
  const [first] = alike, many = first && alike.length > 2 ? askedOfMany(first.statement, alike.map(({ values }) => values)) : undefined
  if (!many) return alike
  return [{ ...many, hear: answered => alike.forEach(({ hear }, n) => hear(answered.then(({ rows }) => foundIn(rows[n]?.[0])))) }]
}

/** Rows that came as an array of objects, whose fields stand in the order of their columns. */
function foundIn(found: unknown): SqlResult {
  const rows = Array.isArray(found) ? found.map((one: unknown): StoredRow => Object.values(Object(one))) : []
  return { rows, changes: rows.length }
}

const isRow = (row: unknown): row is StoredRow => Array.isArray(row)
