import { PaperclipError } from '@paperclip/core'
import { MIGRATIONS } from './migrations/index.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { SqlSession } from './sql-driver.ts'
import type { Statement } from './statement.ts'

/** The table that marks a database as ours. */
export const META = 'paperclip_meta'

/** Where a database stands: nothing in it yet, or ours at a version. */
export type SchemaState = { kind: 'empty' } | { kind: 'ours'; version: number }

const rows = (sql: string): Statement => ({ sql, gives: 'rows', parameters: [] })

const TABLES: Readonly<Record<SqlDialect, Statement>> = {
  sqlite: rows("select name from sqlite_master where name not like 'sqlite\\_%' escape '\\'"),
  postgres: rows('select tablename as name from pg_tables where schemaname = current_schema()'),
}
const MARKERS = rows(`select name, value from ${META}`)

/** Looks at a database without changing it. Throws `misconfigured` for one that is somebody else's or that a newer version wrote. */
export async function schemaState(session: SqlSession, { dialect, name }: { dialect: SqlDialect; name: string }): Promise<SchemaState> {
  const { rows: found } = await session.run(TABLES[dialect], [])
  const names = found.map(([table]) => String(table))
  if (names.length === 0) return { kind: 'empty' }
  if (!names.includes(META)) {
    throw new PaperclipError('misconfigured', `${name} holds another program's data (a table "${names[0] ?? ''}"), so nothing was changed. Give Paperclip a database of its own.`)
  }
  const markers = new Map((await session.run(MARKERS, [])).rows.map(([marker, value]) => [String(marker), String(value)]))
  const version = Number(markers.get('schema_version'))
  if (markers.get('application') !== 'paperclip' || !Number.isInteger(version)) {
    throw new PaperclipError('misconfigured', `${name} has a table ${META} that Paperclip did not write, so nothing was changed. Give Paperclip a database of its own.`)
  }
  if (version > MIGRATIONS.length) {
    throw new PaperclipError('misconfigured', `${name} was written by a newer version of Paperclip (schema ${version}, this one knows ${MIGRATIONS.length}), so nothing was changed. Update Paperclip.`)
  }
  return { kind: 'ours', version }
}
