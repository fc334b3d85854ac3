import type { Noun, Row, Tombstone } from '@paperclip/core/store'
import type { SqlValue } from './codec.ts'
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

/** A row as it was before it was stored. */
export const decodeRow = <N extends Noun>(table: Table, stored: Stored): Row<N> => decoded(table, stored) as Row<N>

/** A tombstone as it was before it was stored. */
export const decodeTombstone = (table: Table, stored: Stored): Tombstone => decoded(table, stored) as Tombstone

type Stored = Readonly<Record<string, unknown>>

function decoded(table: Table, stored: Stored): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  for (const { field, name, decode } of table.columns) row[field] = decode(stored[name])
  return row
}
