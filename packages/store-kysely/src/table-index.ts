import { NOUNS, type Noun } from '@paperclip/core/store'
import { columnOf, tableOf } from './table.ts'

/** An index as it stands in a migration. `terms` are columns or expressions, `where` makes it partial. */
export interface TableIndex { name: string; table: string; terms: readonly string[]; unique: boolean; where: string | null }

/** When an alarm can be claimed next: when its lease ends, or when it is due. */
export const NEXT = 'coalesce(lease_until, due_at)'

/** Indexes of what crosses companies, or counts over one: the declarations of the nouns cannot know of them. */
const EXTRA: readonly TableIndex[] = [
  { name: 'companies_by_created_at', table: 'companies', terms: ['created_at', 'id'], unique: false, where: null },
  { name: 'alarms_by_next', table: 'alarms', terms: [NEXT, 'company_id', 'id'], unique: false, where: `${NEXT} is not null` },
  { name: 'alarms_by_lease', table: 'alarms', terms: ['company_id', 'lease_until'], unique: false, where: 'lease_until is not null' },
]

/** Indexes of what stands above companies. */
export const INSTANCE_INDEXES: readonly TableIndex[] = [
  { name: 'tombstones_by_deleted_at', table: 'tombstones', terms: ['deleted_at', 'id'], unique: false, where: null },
]

/** The indexes that a noun's declared orders and uniques demand. */
export function indexesOf(noun: Noun): TableIndex[] {
  const table = tableOf(noun)
  const names = (fields: readonly string[]) => fields.map(field => columnOf(table, field).name)
  const { orders, unique: uniques, uniqueEverywhere }: Declared = NOUNS[noun]
  const ones = uniques.map(({ fields, when = {} }): TableIndex => {
    const conditions = Object.entries(when)
    // null is exempt anyway; said here, it keeps the index from being taken for a list of the rows that hold null
    const present = names(fields.filter(field => columnOf(table, field).nullable)).map(name => `${name} is not null`)
    return {
      name: [table.name, 'one', ...names(fields), ...conditions.map(([, value]) => value)].join('_'),
      table: table.name, terms: ['company_id', ...names(fields)], unique: true,
      where: [...conditions.map(([field, value]) => `${columnOf(table, field).name} = '${value}'`), ...present].join(' and ') || null,
    }
  })
  const everywhere = names(uniqueEverywhere).map((name): TableIndex =>
    ({ name: `${table.name}_one_${name}_everywhere`, table: table.name, terms: [name], unique: true, where: null }))
  // an order within fields that are unique, or by the key alone, finds its rows by an index that is there anyway
  const isServed = ({ where, by }: Declared['orders'][number]) => (where.length === 0 && by === table.key.field) || uniques.some(({ fields, when }) =>
    !when && [...fields].sort().join() === [...where].sort().join() && fields.every(field => !columnOf(table, field).nullable))
  const listed = orders.filter(order => !isServed(order)).map(({ where, by }): TableIndex => ({
    name: [table.name, ...names(where), 'by', columnOf(table, by).name].join('_'),
    table: table.name, terms: ['company_id', ...new Set([...names(where), columnOf(table, by).name, table.key.name])], unique: false, where: null,
  }))
  return [...ones, ...everywhere, ...listed, ...EXTRA.filter(index => index.table === table.name)]
}

interface Declared {
  orders: readonly { where: readonly string[]; by: string }[]
  unique: readonly { fields: readonly string[]; when?: Readonly<Record<string, string>> }[]
  uniqueEverywhere: readonly string[]
}
