import type { SqlDialect } from '../sql-dialect.ts'
import { tables } from './0001-tables.ts'
import { indexes } from './0002-indexes.ts'

/** One step of the schema. Its version is its place in the list. */
export interface Migration { readonly name: string; readonly text: Partial<Readonly<Record<SqlDialect, string>>> }

/** Every step from an empty database to now. Append only: what was released is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'tables', text: { sqlite: tables } },
  { name: 'indexes', text: { sqlite: indexes } },
]
