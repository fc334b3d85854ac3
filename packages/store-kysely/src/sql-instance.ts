import { sql } from 'kysely'
import { checkText, pageOf, planCompanies, type InstanceStore } from '@paperclip/core/store'
import { decodeRow } from './row-codec.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { SqlDriver } from './sql-driver.ts'
import type { SqlValue } from './codec.ts'
import { compilerFor, fill, hole, selecting } from './statement.ts'
import { tableOf } from './table.ts'

/** Companies, looked at from above. */
export function sqlInstance(driver: SqlDriver): Pick<InstanceStore, 'company' | 'companies'> {
  const statements = instanceStatements(driver.dialect), table = tableOf('company')
  return {
    async company(idOrSlug) {
      const values = new Map([['wanted', checkText(idOrSlug)]])
      const { rows: [found] } = await driver.read(null, session => session.run(statements.one, fill(statements.one, values)))
      return found && decodeRow<'company'>(table, found)
    },
    async companies(query) {
      const plan = planCompanies(query)
      const values = new Map<string, SqlValue>([['limit', plan.limit + 1]])
      if (plan.after) values.set('after_value', Number(plan.after.value)).set('after_key', checkText(plan.after.id))
      const statement = plan.after ? statements.more : statements.first
      const { rows } = await driver.read(null, session => session.run(statement, fill(statement, values)))
      return pageOf(rows.map(found => decodeRow<'company'>(table, found)), plan)
    },
  }
}

function instanceStatements(dialect: SqlDialect) {
  const db = compilerFor(dialect)
  const all = db.selectFrom('companies').select(tableOf('company').columns.map(column => column.name))
  const oldestFirst = all.orderBy('created_at').orderBy('id').limit(hole<number>('limit'))
  return {
    // an id wins over a slug that looks the same
    one: selecting(all.where(({ or, eb }) => or([eb('id', '=', hole('wanted')), eb('slug', '=', hole('wanted'))]))
      .orderBy(sql`id = ${hole('wanted')}`, 'desc').limit(1).compile()),
    first: selecting(oldestFirst.compile()),
    more: selecting(oldestFirst.where(sql<boolean>`(created_at, id) > (${hole('after_value')}, ${hole('after_key')})`).compile()),
  }
}
