import { sql, type Kysely } from 'kysely'
import type { Noun, PlannedQuery, PlannedSum } from '@paperclip/core/store'
import { addingMany, updatingMany, type Adding } from './many-writes.ts'
import type { SqlDialect } from './sql-dialect.ts'
import { compilerFor, hole, readingBeside, selecting, selectingOne, writing, type ManyWrites, type Statement, type Tables } from './statement.ts'
import { indexesOf } from './table-index.ts'
import { columnOf, tableOf, type Column } from './table.ts'

/**
 * Whether alarms may be leased while a transaction that read them is open. Then it locks those it reads against claims, or it would write back one without its lease: a claim
 * passes over what is locked. The holder of a lease may still extend it meanwhile: what is written back are the columns that differ, so that stays.
 */
export type Claiming = 'never beside' | 'with claims beside'

/** The statements over one company's rows, each compiled when it is first needed and kept. A list has one per shape: which fields, nulls, order, cursor. */
export class RowStatements {
  readonly #db: Kysely<Tables>
  readonly #dialect: SqlDialect
  readonly #claiming: Claiming
  readonly #gets = new Map<Noun, Statement>()
  readonly #puts = new Map<Noun, Statement>()
  readonly #kept = new Map<string, Statement>()

  constructor(dialect: SqlDialect, claiming: Claiming = 'never beside') {
    this.#db = compilerFor(dialect)
    this.#dialect = dialect
    this.#claiming = claiming
  }

  /** Takes the company and the key. */
  get(noun: Noun): Statement {
    return kept(this.#gets, noun, () => {
      const { name, key, columns } = tableOf(noun)
      const query = this.#db.selectFrom(name).select(columns.map(column => column.name))
        .where('company_id', '=', hole('company_id')).where(key.name, '=', hole('key'))
      return readingBeside(selectingOne((this.#locks(noun) ? query.forKeyShare() : query).compile()))
    })
  }

  /** Takes the company and the values of all columns, in their order. A record of the log is added, and never takes the place of one: whoever serves needs no right to alter it. */
  put(noun: Noun): Statement {
    return kept(this.#puts, noun, () => {
      const table = tableOf(noun), { name, key, columns } = table
      const all = ['company_id', ...columns.map(column => column.name)]
      const settle = (adding: Adding): Adding => (noun === 'audit' ? adding : adding.onConflict(clash => clash.columns(['company_id', key.name])
        .doUpdateSet(Object.fromEntries(columns.filter(column => column !== key).map(column => [column.name, sql.ref(`excluded.${column.name}`)])))))
      const one = writing(settle(this.#db.insertInto(name).values(Object.fromEntries(all.map(column => [column, hole(column)])))).compile())
      return this.#writingBeside(noun, { one, keyAt: 1 + columns.indexOf(key), many: () => addingMany(this.#db, table, { columns: all, settle }) })
    })
  }

  /** Takes the values of these columns, the company and the key. */
  update(noun: Noun, changed: readonly Column[]): Statement {
    let shape = `update ${noun}`
    for (const { name } of changed) shape += ` ${name}`
    return kept(this.#kept, shape, () => {
      const table = tableOf(noun), { name, key } = table
      const one = writing(this.#db.updateTable(name).set(Object.fromEntries(changed.map(column => [column.name, hole(column.name)])))
        .where('company_id', '=', hole('company_id')).where(key.name, '=', hole('key')).compile())
      return this.#writingBeside(noun, { one, keyAt: changed.length + 1, many: isUnique => (isUnique || key.kind !== 'text' ? undefined : updatingMany(this.#db, table, changed)) })
    })
  }

  remove(noun: Noun): Statement {
    return kept(this.#kept, `remove ${noun}`, () => {
      const { name, key } = tableOf(noun)
      return writing(this.#db.deleteFrom(name).where('company_id', '=', hole('company_id')).where(key.name, '=', hole('key')).compile())
    })
  }

  /** Removes every row of the company. */
  clear(noun: Noun): Statement {
    return kept(this.#kept, `clear ${noun}`, () => writing(this.#db.deleteFrom(tableOf(noun).name).where('company_id', '=', hole('company_id')).compile()))
  }

  /** Takes the company, the values of `where` that are not null, the cursor's value (unless it sorts by the key) and key, and the limit. */
  list(noun: Noun, { where, by, direction, after }: PlannedQuery): Statement {
    let shape = `list ${noun} ${by} ${direction}${after ? ' after' : ''}`
    for (const [field, value] of where) shape += value == null ? ` ${field}?` : ` ${field}`
    return kept(this.#kept, shape, () => {
      const table = tableOf(noun), order = columnOf(table, by).name, key = table.key.name
      let query = this.#db.selectFrom(table.name).select(table.columns.map(column => column.name)).where('company_id', '=', hole('company_id'))
      for (const [field, value] of where) {
        const { name } = columnOf(table, field)
        query = value == null ? query.where(name, 'is', null) : query.where(name, '=', hole(name))
      }
      if (after) {
        const side = sql.raw(direction === 'up' ? '>' : '<')
        query = query.where(order === key
          ? sql<boolean>`${sql.ref(key)} ${side} ${hole('after_key')}`
          : sql<boolean>`(${sql.ref(order)}, ${sql.ref(key)}) ${side} (${hole('after_value')}, ${hole('after_key')})`)
      }
      const way = direction === 'up' ? 'asc' : 'desc'
      query = query.orderBy(order, way)
      if (order !== key) query = query.orderBy(key, way)
      query = query.limit(hole<number>('limit'))
      return readingBeside(selecting((this.#locks(noun) ? query.forKeyShare() : query).compile()))
    })
  }

  /** Takes the company, the values of `where` that are not null, and the ends of the range that are given. Gives what each group is alike in, how many rows it has, and its sums. */
  sum(noun: Noun, { where, by, from, to, groups, of }: PlannedSum): Statement {
    let shape = `sum ${noun} ${by} ${groups.join()} of ${of.join()}${from === undefined ? '' : ' from'}${to === undefined ? '' : ' to'}`
    for (const [field, value] of where) shape += value == null ? ` ${field}?` : ` ${field}`
    return kept(this.#kept, shape, () => {
      const table = tableOf(noun), alike = groups.map(field => columnOf(table, field).name), order = columnOf(table, by).name
      const sums = of.map(field => sql`${this.#dialect === 'sqlite' ? sql.raw('total') : sql.raw('sum')}(${sql.ref(columnOf(table, field).name)})`.as(`sum_${field}`))          // SQLite's sum breaks off where whole numbers overflow
      let query = this.#db.selectFrom(table.name).select([...alike, sql`count(*)`.as('many'), ...sums]).where('company_id', '=', hole('company_id'))
      for (const [field, value] of where) {
        const { name } = columnOf(table, field)
        query = value == null ? query.where(name, 'is', null) : query.where(name, '=', hole(name))
      }
      if (from !== undefined) query = query.where(order, '>=', hole('from'))
      if (to !== undefined) query = query.where(order, '<=', hole('to'))
      return readingBeside(selecting((alike.length === 0 ? query : query.groupBy(alike)).compile()))
    })
  }

  /** A statement that writes one row, whose key is its value at this place. */
  #writingBeside(noun: Noun, { one, keyAt, many }: { one: Statement; keyAt: number; many(isUnique: boolean): ManyWrites | undefined }): Statement {
    const isUnique = indexesOf(noun).some(({ unique }) => unique)
    return { ...one, joins: { kind: 'writes', table: tableOf(noun).name, keyAt, isUnique, overwrites: noun !== 'audit', many: this.#dialect === 'sqlite' ? undefined : many(isUnique) } }
  }

  #locks(noun: Noun): boolean {
    return noun === 'alarm' && this.#claiming === 'with claims beside'
  }
}

function kept<K>(statements: Map<K, Statement>, name: K, make: () => Statement): Statement {
  let statement = statements.get(name)
  if (!statement) statements.set(name, statement = make())
  return statement
}
