import type { Joining, SqlResult, SqlValue, Statement, StoredRow } from '@paperclip/store-kysely'
import type { QueryArrayConfig, QueryResult } from 'pg'
import { askedOfMany } from './asked-of-many.ts'
import { preparedAs, type Combinations } from './combinations.ts'

/** As many statements travel as one at most. */
const MOST_TOGETHER = 16
/** As many that ask alike, or write alike, are one at most: its answer comes in one piece. */
const MOST_ALIKE = 64

interface Sent { statement: Statement; values: readonly unknown[] }
interface Written { readonly statement: Statement; values: readonly SqlValue[] }
type Joined = Extract<Joining, { kind: 'writes' }>
interface Asked { statement: Statement; values: readonly SqlValue[]; hear(result: Promise<SqlResult>): void }
/** What leaves for one or more that ask alike. */
interface Question extends Sent { hear(result: Promise<SqlResult>): void }

/**
 * The statements of a transaction on their way: those that are asked for before the event loop goes on leave together, and travel as one where they may. What is asked of many rows, each by itself,
 * is asked once of all, and what is written to many rows alike is written once to all.
 * Writes wait for the next question or for the end of the work, since nobody waits for them. The order stays: a question is answered with what was written before it.
 */
export class Flight {
  readonly #send: (query: QueryArrayConfig) => Promise<QueryResult>
  readonly #combinations: Combinations
  readonly #written = new WaitingWrites()
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
    const { joins } = statement, one = { statement, values }
    if (joins?.kind === 'writes') {
      if (this.#written.add({ ...one, joins })) return
      this.leave()
      if (this.#written.add({ ...one, joins })) return
    }
    this.leave()
    this.#say(one)
  }

  /** Sends what waits. */
  leave(): void {
    this.#leaving = false
    const written = this.#written.take(), asked = this.#asked
    for (let at = 0; at < written.length; at += MOST_TOGETHER) this.#write(written.slice(at, at + MOST_TOGETHER))
    if (asked.size === 0) return
    this.#asked = new Map()
    const questions = [...asked.values()].flatMap(questionsOf)
    for (let at = 0; at < questions.length; at += MOST_TOGETHER) this.#ask(questions.slice(at, at + MOST_TOGETHER))
  }

  #write(written: readonly Sent[]): void {
    if (!this.#as('writes', written)) written.forEach(each => this.#say(each))
  }

  #ask(questions: readonly Question[]): void {
    const one = this.#as('reads', questions)
    for (const [n, each] of questions.entries()) each.hear(one ? one.then(({ rows: [row] }) => foundIn(isRow(row) ? row[n] : undefined)) : this.#alone(each))
  }

  /** The work is over: what has not left stays, and whoever still asks is refused. */
  end(refusal: () => Error): void {
    this.#written.take()
    const asked = this.#asked
    this.#asked = new Map()
    for (const { hear } of [...asked.values()].flat()) {
      const refused = Promise.reject<SqlResult>(refusal())
      refused.catch(() => {})
      hear(refused)
    }
  }

  #as(kind: 'reads' | 'writes', many: readonly Sent[]): Promise<QueryResult> | undefined {
    const combined = many.length > 1 ? this.#combinations.of(kind, many.map(({ statement }) => statement)) : undefined
    return combined && this.#send({ ...combined, values: many.flatMap(({ values }) => [...values]), rowMode: 'array' })
  }

  /** Sends what nobody waits for: the commit hears of its failure. */
  #say({ statement: { sql }, values }: Sent): void {
    void this.#send({ ...preparedAs(sql), values: [...values], rowMode: 'array' })
  }

  async #alone({ statement: { sql }, values }: Sent): Promise<SqlResult> {
    const { rows, rowCount } = await this.#send({ ...preparedAs(sql), values: [...values], rowMode: 'array' })
    return { rows: rows.filter(isRow), changes: rowCount ?? 0 }
  }
}

/** Writes that wait, those that are alike together: nobody has asked for anything since, so no order matters but that of one row, and of a table where one may have to be gone before another comes. */
class WaitingWrites {
  #alike = new Map<string, Written[]>()
  readonly #rows = new Map<string, Written>()
  /** The only statement that waits to write a table with more that is unique than its key. */
  readonly #only = new Map<string, Statement>()

  /** True if it waits now. False where others must leave before it may, or where there are as many as may leave together. */
  add(one: Written & { joins: Joined }): boolean {
    const { statement, values, joins: { table, keyAt, isUnique, many } } = one, place = `${table} ${values[keyAt]}`, before = this.#rows.get(place), only = this.#only.get(table)
    if (before) return overwritten(before, one)
    if (only && (only !== statement || !many)) return false
    const alike = this.#alike.get(statement.sql)
    if (alike ? alike.length === MOST_ALIKE : this.#alike.size === MOST_TOGETHER) return false
    if (alike) alike.push(one)
    else this.#alike.set(statement.sql, [one])
    this.#rows.set(place, one)
    if (isUnique) this.#only.set(table, statement)
    return true
  }

  /** What is to leave. */
  take(): Sent[] {
    if (this.#rows.size === 0) return []
    const sent = [...this.#alike.values()].flatMap(writesOf)
    this.#alike = new Map()
    this.#rows.clear()
    this.#only.clear()
    return sent
  }
}

/** Fields of a row that are written twice, with nothing in between, are written as they are in the end. */
function overwritten(before: Written, { statement, values, joins: { isUnique, overwrites } }: Written & { joins: Joined }): boolean {
  if (isUnique || !overwrites || before.statement !== statement) return false
  before.values = values
  return true
}

/** What leaves for those that write alike: one statement for all of them, where that can be. */
function writesOf(alike: readonly Written[]): readonly Sent[] {
  const joins = alike[0]?.statement.joins, many = joins?.kind === 'writes' && alike.length > (joins.isUnique ? 1 : 2) ? joins.many : undefined
  return many ? [{ statement: many, values: many.together(alike.map(({ values }) => values)) }] : alike
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
