import { PaperclipError } from '@paperclip/core'
import type { SqlResult, SqlValue, Statement } from '@paperclip/store-kysely'
import type { SqliteDatabase, SqliteStatement } from './database.ts'

const MOST_PREPARED = 500

/** One connection: prepares each statement once, and binds only what SQLite stores unchanged. */
export class Connection {
  readonly #database: SqliteDatabase
  readonly #prepared = new Map<string, SqliteStatement>()

  constructor(database: SqliteDatabase) {
    this.#database = database
  }

  run({ sql, gives }: Statement, values: readonly SqlValue[]): SqlResult {
    for (const value of values) checkBindable(value)
    const statement = this.#statement(sql)
    try {
      if (gives === 'rows') return { rows: statement.all(...values).filter(isRow), changes: 0 }
      return { rows: [], changes: Number(statement.run(...values).changes) }
    } catch (error) {
      this.#prepared.delete(sql)                       // a statement that failed half way may still hold a lock
      throw error
    }
  }

  exec(sql: string): void {
    this.#database.exec(sql)
  }

  /** The value of a pragma, or what setting it answers. */
  pragma(text: string): unknown {
    const [row] = this.#database.prepare(`pragma ${text}`).all()
    return isRow(row) ? Object.values(row)[0] : undefined
  }

  close(): void {
    this.#prepared.clear()
    this.#database.close()
  }

  #statement(sql: string): SqliteStatement {
    const known = this.#prepared.get(sql)
    if (known) return known
    const [oldest] = this.#prepared.keys()
    if (oldest !== undefined && this.#prepared.size >= MOST_PREPARED) this.#prepared.delete(oldest)
    const statement = this.#database.prepare(sql)
    this.#prepared.set(sql, statement)
    return statement
  }
}

const isRow = (row: unknown): row is Readonly<Record<string, unknown>> => typeof row === 'object' && row !== null

/** libsql aborts the whole process on a boolean, cuts a text at NUL and binds NaN and undefined as NULL, so nothing of the kind may reach it. */
function checkBindable(value: unknown): void {
  if (value === null || (typeof value === 'string' && !value.includes('\0')) || (typeof value === 'number' && Number.isFinite(value))) return
  throw new PaperclipError('invalid_input', `${JSON.stringify(value)?.slice(0, 80)} (${typeof value}) cannot be stored as it is.`)
}
