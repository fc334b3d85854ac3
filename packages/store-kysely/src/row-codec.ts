import type { Noun, Row } from '@paperclip/core/store'
import type { SqlValue } from './codec.ts'
import type { Table } from './table.ts'

/** A row's key as it is stored; undefined where no row can have it. */
export function encodeKey({ key }: Table, text: string): SqlValue | undefined {
  if (key.kind === 'text') return text
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined
}

/** A row as values by column. */
export function encodeRow<N extends Noun>(table: Table, row: Row<N>): Map<string, SqlValue> {
  const fields: Readonly<Record<string, unknown>> = row
  return new Map(table.columns.map(({ field, name, encode }) => [name, encode(fields[field])]))
}

/** A row as it was before it was stored. */
export function decodeRow<N extends Noun>(table: Table, stored: Readonly<Record<string, unknown>>): Row<N> {
  const row: Record<string, unknown> = {}
  for (const { field, name, decode } of table.columns) row[field] = decode(stored[name])
  return row as Row<N>
}
