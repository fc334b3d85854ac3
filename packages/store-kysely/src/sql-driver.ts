import type { SqlValue } from './codec.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { Statement } from './statement.ts'

/** What a statement found or touched. */
export interface SqlResult { rows: readonly StoredRow[]; changes: number }

/** The values of a row, in the order in which its statement selects them. */
export type StoredRow = readonly unknown[]

/** One open transaction. After an error, and after its work has ended, every call throws. */
export interface SqlSession {
  /** Runs a statement with a value for each of its parameters. Throws `conflict` (`exists`) where a unique index refuses. */
  run(statement: Statement, values: readonly SqlValue[]): Promise<SqlResult>
  /** Runs statements without parameters, separated by semicolons. */
  script(text: string): Promise<void>
}

/** A snapshot in the hands of its reader, until that ends it. */
export interface SqlSnapshot { session: SqlSession; end(): Promise<void> }

/**
 * What the author of a database's package writes: connections and transactions. Which statements run is decided here. `company` is the one whose
 * rows are touched, null where a work crosses companies: writers of one company run one after another.
 */
export interface SqlDriver {
  readonly dialect: SqlDialect
  /** What messages call the database, such as its file. */
  readonly name: string
  /** Runs `work` in a transaction that is durable when this resolves, or is as if it had never begun. */
  write<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<T>
  /** Runs `work` on a consistent snapshot. It may be run again. */
  read<T>(company: string | null, work: (session: SqlSession) => Promise<T>): Promise<T>
  /** Like `write` across companies, on a connection that is kept free for it: neither the line of a company nor other works make it wait. Works of it run one after another. */
  urgent<T>(work: (session: SqlSession) => Promise<T>): Promise<T>
  /** A snapshot that is held while whoever reads it does other things: what copies a company reads one. */
  snapshot(company: string): Promise<SqlSnapshot>
  /** Calls `changed` after somebody else wrote. Returns how to stop. */
  watch(changed: () => void): () => void
  close(): Promise<void>
}
