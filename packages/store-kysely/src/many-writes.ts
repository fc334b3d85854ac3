import { sql, type Kysely } from 'kysely'
import { hole, writing, type ManyWrites, type Tables } from './statement.ts'
import type { Column, Table } from './table.ts'

/** The rows of a table as they come in one value. */
const comeFor = ({ name }: Table) => sql`json_populate_recordset(null::${sql.table(name)}, ${hole('rows')}::json)`.as('o')

/** Adds rows, each given by the values of these columns; `settle` says what becomes of one that is there. */
export function addingMany(db: Kysely<Tables>, table: Table, { columns, settle }: { columns: readonly string[]; settle: (query: Adding) => Adding }): ManyWrites {
  const query = settle(db.insertInto(table.name).columns([...columns]).expression(db.selectFrom(comeFor(table)).select(columns.map(column => `o.${column}`))))
  return { ...writing(query.compile()), together: rows => [JSON.stringify(rows.map(row => Object.fromEntries(columns.map((column, at) => [column, row[at]]))))] }
}

export type Adding = ReturnType<Kysely<Tables>['insertInto']>

/** Updates rows of one company, each given by the values of these columns, the company and its key. They are found by their keys, which leaves the server no choice of another way. */
export function updatingMany(db: Kysely<Tables>, { name, key }: Table, changed: readonly Column[]): ManyWrites {
  const columns = changed.map(column => column.name), company = columns.length, place = company + 1
  const query = sql`update ${sql.table(name)} set (${sql.join(columns.map(column => sql.ref(column)))}) = (
      select ${sql.join(columns.map(column => sql.ref(`o.${column}`)))} from jsonb_populate_record(null::${sql.table(name)}, ${hole('rows')}::jsonb -> ${sql.ref(`${name}.${key.name}`)}) o)
    where company_id = ${hole('company_id')} and ${sql.ref(key.name)} = any(${hole('keys')}::text[])`
  return {
    ...writing(query.compile(db)),
    together: rows => [
      JSON.stringify(Object.fromEntries(rows.map(row => [row[place], Object.fromEntries(columns.map((column, at) => [column, row[at]]))]))), rows[0]?.[company], rows.map(row => row[place]),
    ],
  }
}
