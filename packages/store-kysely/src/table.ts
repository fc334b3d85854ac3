import type { z } from 'zod'
import { NOUNS, tombstone, type Noun } from '@paperclip/core/store'
import { codecOf, type Codec } from './codec.ts'
import { TABLE_NAMES, columnName } from './table-names.ts'

/** A column, and the field of the noun it stores. */
export interface Column extends Codec { field: string; name: string }

/** A table. The primary key of a company's is (`company_id`, `key`), that of the instance's `key` alone. */
export interface Table { scope: 'company' | 'instance'; name: string; key: Column; columns: readonly Column[]; byField: ReadonlyMap<string, Column> }

const tables = new Map<Noun, Table>()

/** The table of a noun, as its schema demands. */
export function tableOf(noun: Noun): Table {
  const known = tables.get(noun)
  if (known) return known
  const table = tableFrom('company', TABLE_NAMES[noun], NOUNS[noun].schema)
  tables.set(noun, table)
  return table
}

/** What is kept above companies: the tombstones of those that were deleted. */
export const TOMBSTONES: Table = tableFrom('instance', 'tombstones', tombstone)

function tableFrom(scope: Table['scope'], name: string, schema: z.ZodObject): Table {
  const columns = Object.entries(schema.shape).map(([field, type]): Column => ({ field, name: columnName(field), ...codecOf(type as z.ZodType) }))
  const key = columns.find(({ field }) => field === 'id') ?? columns.find(({ field }) => field === 'seq')
  if (!key) throw new TypeError(`${name} has neither an id nor a seq`)
  return { scope, name, key, columns, byField: new Map(columns.map(column => [column.field, column])) }
}

export function columnOf(table: Table, field: string): Column {
  const column = table.byField.get(field)
  if (!column) throw new TypeError(`${table.name} has no field "${field}"`)
  return column
}
