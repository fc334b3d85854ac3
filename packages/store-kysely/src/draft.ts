import { NOUNS, type Noun } from '@paperclip/core/store'
import type { ColumnKind } from './codec.ts'
import type { SqlDialect } from './sql-dialect.ts'
import { SEARCH_TABLES } from './search-tables.ts'
import { TOMBSTONES, tableOf, type Table } from './table.ts'
import { indexesOf, INSTANCE_INDEXES, type TableIndex } from './table-index.ts'

const EVERY_NOUN = Object.keys(NOUNS).filter((name): name is Noun => name in NOUNS)

const TYPES: Readonly<Record<SqlDialect, Readonly<Record<ColumnKind, string>>>> = {
  sqlite: { text: 'text', integer: 'integer', real: 'real', boolean: 'integer', time: 'integer', json: 'text' },
  postgres: { text: 'text collate "C"', integer: 'bigint', real: 'double precision', boolean: 'bigint', time: 'bigint', json: 'text' },
}
const WIDTH = 200

/** The SQL of the whole schema as the nouns declare it now. */
export const draftSchema = (dialect: SqlDialect): { tables: string; indexes: string } => ({
  tables: [...EVERY_NOUN.map(tableOf), TOMBSTONES].map(table => draftTable(table, dialect)).concat(SEARCH_TABLES[dialect]).join('\n'),
  indexes: [...EVERY_NOUN.flatMap(indexesOf), ...INSTANCE_INDEXES].map(draftIndex).join('\n'),
})

/** The SQL that makes a table as its schema is declared now: what the author of a migration starts from. */
export function draftTable({ scope, name, key, columns }: Table, dialect: SqlDialect): string {
  const inCompany = scope === 'company'
  const company = inCompany ? [`company_id ${TYPES[dialect].text} not null`] : []
  const terms = [...company, ...columns.map(column => draftColumn(column, dialect)), `primary key (${inCompany ? 'company_id, ' : ''}${key.name})`]
  return `create table ${name} (\n${wrapped(terms)}\n)${dialect === 'sqlite' ? ' strict' : ''};`
}

/** A column as it stands in `create table` or after `add column`. */
export const draftColumn = ({ name, kind, nullable }: Table['columns'][number], dialect: SqlDialect): string =>
  `${name} ${TYPES[dialect][kind]}${nullable ? '' : ' not null'}`

/** The SQL that makes an index. */
export const draftIndex = ({ name, table, terms, unique, where }: TableIndex): string =>
  `create ${unique ? 'unique ' : ''}index ${name} on ${table} (${terms.join(', ')})${where ? ` where ${where}` : ''};`

function wrapped(terms: readonly string[]): string {
  const lines: string[] = []
  let line = ''
  terms.forEach((term, n) => {
    const written = n < terms.length - 1 ? `${term},` : term
    if (line && line.length + written.length + 3 > WIDTH) {
      lines.push(line)
      line = ''
    }
    line += line ? ` ${written}` : `  ${written}`
  })
  return [...lines, line].join('\n')
}
