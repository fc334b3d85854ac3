import {
  type CompiledQuery, DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, sql,
  type DialectAdapter, type QueryCompiler, type RawBuilder,
} from 'kysely'
import { PaperclipError } from '@paperclip/core'
import type { SqlValue } from './codec.ts'
import type { SqlDialect } from './sql-dialect.ts'

/** A statement compiled once. Drivers may prepare it under its text. */
export interface Statement {
  readonly sql: string
  /** Rows, one row at most, how many it changed, or nothing that anybody waits for: then a driver may send it and go on, as long as its failure is the transaction's. */
  readonly gives: 'rows' | 'row' | 'count' | 'nothing'
  readonly parameters: readonly unknown[]
  /** What it may travel with; undefined where it goes alone. */
  readonly joins?: Joining
}

/** A statement that may travel as one with others of its kind that are sent in the same moment: they see the same rows, and none of them sees what another of them writes. */
export type Joining =
  | { kind: 'reads' }
  /**
   * `keyAt` is the place of the row's key among its values. `isUnique` is true where a table has more that is unique than its key: its rows are written in the order in which they were given. `overwrites`
   * is false where a row that is there stays, and writing it again fails. Several rows at once are written by `many`, where table and database allow it: one after the other, in their order, where the table is
   * unique.
   */
  | { kind: 'writes'; table: string; keyAt: number; isUnique: boolean; overwrites: boolean; many?: ManyWrites | undefined }

/** One statement that writes what others write row by row: its text is the same however many they are, and it takes their values together. */
export interface ManyWrites extends Statement { together(rows: readonly (readonly SqlValue[])[]): unknown[] }

/** Every table as Kysely sees it: what a column holds is known to its codec alone. */
export type Tables = Record<string, Record<string, unknown>>

/** A value that is filled in when the compiled statement runs. */
class Hole {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A place for the value called `name`. */
export const hole = <T = unknown>(name: string): RawBuilder<T> => sql<T>`${new Hole(name)}`

export const selecting = ({ sql, parameters }: CompiledQuery): Statement => ({ sql, parameters, gives: 'rows' })
export const selectingOne = ({ sql, parameters }: CompiledQuery): Statement => ({ sql, parameters, gives: 'row' })
export const writing = ({ sql, parameters }: CompiledQuery): Statement => ({ sql, parameters, gives: 'nothing' })
export const counting = ({ sql, parameters }: CompiledQuery): Statement => ({ sql, parameters, gives: 'count' })

/** A statement that only reads rows, and may do so together with others. */
export const readingBeside = (statement: Statement): Statement => ({ ...statement, joins: { kind: 'reads' } })

/** The values of a statement's parameters, in order. */
export function fill({ parameters }: Statement, values: ReadonlyMap<string, SqlValue>): SqlValue[] {
  return parameters.map(parameter => {
    if (parameter instanceof Hole) {
      const value = values.get(parameter.name)
      if (value !== undefined) return value
      throw new PaperclipError('misconfigured', `The statement needs a value for "${parameter.name}".`)
    }
    if (typeof parameter === 'string' || typeof parameter === 'number' || parameter === null) return parameter
    throw new PaperclipError('misconfigured', `A ${typeof parameter} cannot stand in a statement.`)
  })
}

const ADAPTERS: Readonly<Record<SqlDialect, () => DialectAdapter>> = { sqlite: () => new SqliteAdapter(), postgres: () => new PostgresAdapter() }
const COMPILERS: Readonly<Record<SqlDialect, () => QueryCompiler>> = { sqlite: () => new SqliteQueryCompiler(), postgres: () => new PostgresQueryCompiler() }

/** Kysely as a compiler: it never runs anything. */
export function compilerFor(dialect: SqlDialect): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: ADAPTERS[dialect],
      createDriver: () => new DummyDriver(),
      createIntrospector: db => (dialect === 'sqlite' ? new SqliteIntrospector(db) : new PostgresIntrospector(db)),
      createQueryCompiler: COMPILERS[dialect],
    },
  })
}
