import { PaperclipError } from '@paperclip/core'
import type { SqlResult, SqlValue, Statement, StoredRow } from '@paperclip/store-kysely'
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
    const statement = this.#prepared.get(sql) ?? this.#prepare(sql, gives)
    try {
      switch (gives) {
        case 'rows':
          return { rows: statement.all(...values).map(valuesOf), changes: 0 }
        case 'row': {
          const found = statement.get(...values)
          return { rows: isRow(found) ? [valuesOf(found)] : [], changes: 0 }
        }
        case 'count':
        case 'nothing':
          return { rows: [], changes: Number(statement.run(...values).changes) }
      }
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

  #prepare(sql: string, gives: Statement['gives']): SqliteStatement {
    const [oldest] = this.#prepared.keys()
    if (oldest !== undefined && this.#prepared.size >= MOST_PREPARED) this.#prepared.delete(oldest)
    const statement = this.#database.prepare(sql)
    if (gives === 'rows' || gives === 'row') statement.raw?.()
    this.#prepared.set(sql, statement)
    return statement
  }
}

const isRow = (row: unknown): row is object => typeof row === 'object' && row !== null

/** A row as the values of its columns. */
const valuesOf = (row: unknown): StoredRow => (Array.isArray(row) ? row : isRow(row) ? Object.values(row) : [])

/** libsql aborts the whole process on a boolean, cuts a text at NUL and binds NaN and undefined as NULL, so nothing of the kind may reach it. */
function checkBindable(value: unknown): void {
  if (value === null || (typeof value === 'string' && !value.includes('\0')) || (typeof value === 'number' && Number.isFinite(value))) return
  throw new PaperclipError('invalid_input', `${JSON.stringify(value)?.slice(0, 80)} (${typeof value}) cannot be stored as it is.`)
}
