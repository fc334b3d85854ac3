import { PaperclipError, isPaperclipError } from '@paperclip/core'
import { checkText, isRetold, isSearched, keyOf, placeFound, searchedOf, searchedWords, type FoundSum, type Noun, type PlannedQuery, type PlannedSearch, type PlannedSum, type Row, type Rows } from '@paperclip/core/store'
import { alreadyThere } from './already-there.ts'
import type { SqlValue } from './codec.ts'
import { decodeRow, encodeKey, encodeValues } from './row-codec.ts'
import type { RowStatements } from './row-statements.ts'
import type { Latest, SearchStatements } from './search-statements.ts'
import type { SqlSession } from './sql-driver.ts'
import { fill, type Statement } from './statement.ts'
import { columnOf, tableOf, type Column } from './table.ts'

/** The statements over a company's rows, and over the words in them. */
export interface CompanyStatements { rows: RowStatements; words: SearchStatements }

/** One company's rows in one open transaction: every statement carries the company. */
export class SqlRows implements Rows {
  readonly #session: SqlSession
  readonly #company: string
  readonly #statements: RowStatements
  readonly #words: SearchStatements

  constructor(session: SqlSession, company: string, { rows, words }: CompanyStatements) {
    this.#session = session
    this.#company = checkText(company)
    this.#statements = rows
    this.#words = words
  }

  async get<N extends Noun>(noun: N, key: string): Promise<Row<N> | undefined> {
    const table = tableOf(noun), stored = encodeKey(table, key)
    if (stored === undefined) return undefined
    const { rows: [found] } = await this.#session.run(this.#statements.get(noun), [this.#company, stored])
    return found && decodeRow<N>(table, found)
  }

  async list<N extends Noun>(noun: N, plan: PlannedQuery): Promise<Row<N>[]> {
    const table = tableOf(noun), values: SqlValue[] = [this.#company]
    for (const [field, value] of plan.where) if (value != null) values.push(wanted(columnOf(table, field), value))
    if (plan.after) {
      if (plan.by !== table.key.field) values.push(placed(columnOf(table, plan.by), plan.after.value))
      values.push(encodeKey(table, checkText(plan.after.id)) ?? stray())
    }
    values.push(plan.limit + 1)
    const { rows } = await this.#session.run(this.#statements.list(noun, plan), values)
    return rows.map(found => decodeRow<N>(table, found))
  }

  async search<N extends Noun>(noun: N, plan: PlannedSearch): Promise<Row<N>[]> {
    const { words, where, after, limit } = plan
    const table = tableOf(noun), scope = { company: this.#company, noun }
    const values = this.#values([['noun', noun], ['limit', limit], ...this.#words.wanted(scope, words)])
    for (const [field, value] of where) {
      const column = columnOf(table, field)
      if (value != null) values.set(column.name, wanted(column, value))
    }
    if (after) values.set('after_titled', after.isTitled ? 1 : 0).set('after_at', after.at).set('after_key', checkText(after.id))
    const statement = this.#words.find(noun, plan)
    const { rows } = await this.#session.run(statement, fill(statement, values))
    return rows.map(found => decodeRow<N>(table, found))
  }

  async sum(noun: Noun, plan: PlannedSum): Promise<FoundSum[]> {
    const table = tableOf(noun), values: SqlValue[] = [this.#company], alike = plan.groups.map(field => columnOf(table, field))
    for (const [field, value] of plan.where) if (value != null) values.push(wanted(columnOf(table, field), value))
    for (const end of [plan.from, plan.to]) if (end !== undefined) values.push(wanted(columnOf(table, plan.by), end))
    const { rows } = await this.#session.run(this.#statements.sum(noun, plan), values)
    return rows.map(found => ({
      group: Object.fromEntries(alike.map(({ field, decode }, at) => [field, decode(found[at])])), many: Number(found[alike.length]),
      sums: Object.fromEntries(plan.of.map((field, at) => [field, Number(found[alike.length + 1 + at])])),
    })).filter(({ many }) => many > 0)
  }

  async put<N extends Noun>(noun: N, row: Row<N>, before?: Row<N>): Promise<void> {
    if (noun === 'company' && keyOf(row) !== this.#company) {
      throw new PaperclipError('misconfigured', `A company is written in its own transaction (was ${keyOf(row)} in that of ${this.#company}).`)
    }
    try {
      await (before ? this.#update(noun, row, before) : this.#session.run(this.#statements.put(noun), encodeValues(tableOf(noun), row, this.#company)))
    } catch (error) {
      throw isPaperclipError(error) && error.code === 'conflict' && error.reason === 'exists' ? alreadyThere(noun, error) : error
    }
    if (isRetold(noun, row, before)) await this.#learn(noun, row)
  }

  /** Writes what differs: an index none of whose columns does is left alone. */
  async #update<N extends Noun>(noun: N, row: Row<N>, before: Row<N>): Promise<void> {
    const { key, columns } = tableOf(noun)
    const fields: Readonly<Record<string, unknown>> = row, stood: Readonly<Record<string, unknown>> = before
    const changed = columns.filter(({ field }) => !isSame(fields[field], stood[field]))
    if (changed.length === 0) return
    const values = changed.map(({ field, encode }) => encode(fields[field]))
    await this.#session.run(this.#statements.update(noun, changed), [...values, this.#company, key.encode(fields[key.field])])
  }

  async remove(noun: Noun, key: string): Promise<void> {
    const stored = encodeKey(tableOf(noun), checkText(key))
    if (stored === undefined) return
    const statement = this.#statements.remove(noun)
    await this.#session.run(statement, fill(statement, this.#values([['key', stored]])))
    if (isSearched(noun)) await this.#runAll(this.#words.forget, this.#values([['noun', noun], ['key', key]]))
  }

  /** Puts a row's words into the search index, in place of those it had. */
  async #learn<N extends Noun>(noun: N, row: Row<N>): Promise<void> {
    const scope = { company: this.#company, noun }, { latest } = searchedOf(noun)
    if (latest && await this.#isSuperseded(noun, row, latest)) return
    await this.#runAll(this.#words.learn, this.#values([['noun', noun], ['key', keyOf(row)], ['at', placeFound(noun, row, []).at], ...this.#words.learned(scope, searchedWords(noun, row))]))
  }

  /** True if a later row is there. Otherwise this one comes in place of the one before it. */
  async #isSuperseded<N extends Noun>(noun: N, row: Row<N>, latest: Latest): Promise<boolean> {
    const { later, forget } = this.#words.superseding(noun, latest), table = tableOf(noun), fields: Readonly<Record<string, unknown>> = row
    const beside = this.#values([['noun', noun], ['of', columnOf(table, latest.of).encode(fields[latest.of])], ['by', columnOf(table, latest.by).encode(fields[latest.by])]])
    const { rows } = await this.#session.run(later, fill(later, beside))
    if (rows.length === 0) await this.#runAll(forget, beside)
    return rows.length > 0
  }

  async #runAll(statements: readonly Statement[], values: ReadonlyMap<string, SqlValue>): Promise<void> {
    for (const statement of statements) await this.#session.run(statement, fill(statement, values))
  }

  #values(more: readonly (readonly [string, SqlValue])[]): Map<string, SqlValue> {
    return new Map<string, SqlValue>([['company_id', this.#company], ...more])
  }
}

const isSame = (one: unknown, other: unknown): boolean => one === other || (one instanceof Date && other instanceof Date && one.getTime() === other.getTime())

const wanted = ({ encode }: Column, value: unknown): SqlValue => encode(typeof value === 'string' ? checkText(value) : value)

/** A cursor's value, if it can be one of this column. */
function placed({ kind }: Column, value: string | number): SqlValue {
  return (kind === 'text') === (typeof value === 'string') ? (typeof value === 'string' ? checkText(value) : value) : stray()
}

function stray(): never {
  throw new PaperclipError('invalid_input', 'after: this is not the "next" of an earlier page of this list.')
}
