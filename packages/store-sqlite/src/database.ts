/**
 * What this package needs of a SQLite database object: the synchronous shape of better-sqlite3. libsql's and better-sqlite3's fit as they are, and so
 * does `DatabaseSync` of node:sqlite. It must not wait when the database is busy (`timeout: 0`): waiting is done here, without blocking.
 */
export interface SqliteDatabase {
  prepare(sql: string): SqliteStatement
  exec(sql: string): unknown
  close(): unknown
}

/** A prepared statement. */
export interface SqliteStatement {
  all(...values: (string | number | null | Uint8Array)[]): unknown[]
  /** The first row, if there is one. */
  get(...values: (string | number | null | Uint8Array)[]): unknown
  run(...values: (string | number | null | Uint8Array)[]): { changes: number | bigint }
  /** Has rows given as arrays from now on: half the price of objects. Not every library can. */
  raw?(): unknown
}

/** Opens a file that exists as a database. Called twice per store: once to write, once to read. */
export type Connect = (file: string) => SqliteDatabase

/** libsql, loaded when it is first needed. */
export async function libsqlConnect(): Promise<Connect> {
  const { default: Libsql } = await import('libsql')
  return file => new Libsql(file, { timeout: 0 })
}
