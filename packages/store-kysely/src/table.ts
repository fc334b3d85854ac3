import { NOUNS, type Noun } from '@paperclip/core/store'
import { codecOf, type Codec } from './codec.ts'
import { TABLE_NAMES, columnName } from './table-names.ts'

/** A column, and the field of the noun it stores. */
export interface Column extends Codec { field: string; name: string }

/** The table of a noun. Its primary key is (`company_id`, `key`). */
export interface Table { noun: Noun; name: string; key: Column; columns: readonly Column[] }

const tables = new Map<Noun, Table>()

/** The table of a noun, as its schema demands. */
export function tableOf(noun: Noun): Table {
  const known = tables.get(noun)
  if (known) return known
  const columns = Object.entries(NOUNS[noun].schema.shape).map(([field, schema]): Column => ({ field, name: columnName(field), ...codecOf(schema) }))
  const key = columns.find(({ field }) => field === 'id') ?? columns.find(({ field }) => field === 'seq')
  if (!key) throw new TypeError(`${noun} has neither an id nor a seq`)
  const table = { noun, name: TABLE_NAMES[noun], key, columns }
  tables.set(noun, table)
  return table
}

export function columnOf(table: Table, field: string): Column {
  const column = table.columns.find(column => column.field === field)
  if (!column) throw new TypeError(`${table.noun} has no field "${field}"`)
  return column
}
