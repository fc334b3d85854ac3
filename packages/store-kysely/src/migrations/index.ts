import type { SqlDialect } from '../sql-dialect.ts'
import { tables } from './0001-tables.ts'
import { tables as postgresTables } from './0001-tables-postgres.ts'
import { indexes } from './0002-indexes.ts'
import { walls } from './0003-walls.ts'
import { claims } from './0004-claims.ts'
import { installation } from './0005-installation.ts'
import { claimsPassBy } from './0006-claims-pass-by.ts'

/** One step of the schema. Its version is its place in the list. */
export interface Migration { readonly name: string; readonly text: Readonly<Record<SqlDialect, string>> }

/** Every step from an empty database to now. Append only: what was released is never edited. */
export const MIGRATIONS: readonly Migration[] = [
  { name: 'tables', text: { sqlite: tables, postgres: postgresTables } },
  { name: 'indexes', text: { sqlite: indexes, postgres: indexes } },
  { name: 'walls', text: { sqlite: '-- a file is one wall: what stands before its rows are the statements', postgres: walls } },
  { name: 'claims', text: { sqlite: '-- claims are statements here', postgres: claims } },
  { name: 'installation', text: installation },
  { name: 'claims pass by', text: { sqlite: '-- claims are statements here', postgres: claimsPassBy } },
]
