import type { Noun, Row, Tombstone } from '@paperclip/core/store'
import type { SqlValue } from './codec.ts'
import type { StoredRow } from './sql-driver.ts'
import type { Table } from './table.ts'

/** A row's key as it is stored; undefined where no row can have it. */
export function encodeKey({ key }: Table, text: string): SqlValue | undefined {
  if (key.kind === 'text') return text
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined
}

/** A row as values by column. */
export function encodeRow<N extends Noun>(table: Table, row: Row<N> | Tombstone): Map<string, SqlValue> {
  const fields: Readonly<Record<string, unknown>> = row
  return new Map(table.columns.map(({ field, name, encode }) => [name, encode(fields[field])]))
}

/** A row of a company as the values of its columns, the company's id before them: in the order in which `put` takes them. */
export function encodeValues<N extends Noun>({ columns }: Table, row: Row<N>, company: string): SqlValue[] {
  const fields: Readonly<Record<string, unknown>> = row
  const values: SqlValue[] = [company]
  for (const { field, encode } of columns) values.push(encode(fields[field]))
  return values
}

/** A row as it was before it was stored: `stored` holds the table's columns, in their order. */
export const decodeRow = <N extends Noun>(table: Table, stored: StoredRow): Row<N> => decoded(table, stored) as Row<N>

/** A tombstone as it was before it was stored. */
export const decodeTombstone = (table: Table, stored: StoredRow): Tombstone => decoded(table, stored) as Tombstone

function decoded({ columns }: Table, stored: StoredRow): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let at = 0
  for (const { field, decode } of columns) row[field] = decode(stored[at++])
  return row
}
