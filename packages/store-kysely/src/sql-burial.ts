import { sql } from 'kysely'
import { checkBurial, checkText, NOUNS, pageOf, planTombstones, type InstanceStore, type Noun } from '@paperclip/core/store'
import type { SqlValue } from './codec.ts'
import { decodeRow, decodeTombstone, encodeRow } from './row-codec.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { SqlDriver } from './sql-driver.ts'
import type { CompanyStatements } from './sql-rows.ts'
import { compilerFor, fill, hole, selecting, writing } from './statement.ts'
import { tableOf, TOMBSTONES } from './table.ts'

const EVERY_NOUN = Object.keys(NOUNS).filter((name): name is Noun => name in NOUNS)

/** Companies that are no more. */
export function sqlBurial(driver: SqlDriver, { rows: statements, words }: CompanyStatements): Pick<InstanceStore, 'bury' | 'signAnew' | 'tombstones'> {
  const { keep, sign, newest, more } = tombstoneStatements(driver.dialect)
  return {
    bury: tombstone => driver.write(tombstone.id, async session => {
      const company = new Map<string, SqlValue>([['company_id', checkText(tombstone.id)], ['key', 'head']])
      const get = statements.get('head')
      const { rows: [head] } = await session.run(get, fill(get, company))
      checkBurial(tombstone, head && decodeRow<'head'>(tableOf('head'), head))
      // the words first: they are found by the entries of the company
      for (const statement of [...words.clear, ...EVERY_NOUN.map(noun => statements.clear(noun))]) await session.run(statement, fill(statement, company))
      await session.run(keep, fill(keep, encodeRow(TOMBSTONES, tombstone)))
    }),
    signAnew: (companyId, signature) => driver.write(null, async session => void await session.run(sign, fill(sign, new Map([['id', checkText(companyId)], ['signature', checkText(signature)]])))),
    async tombstones(query) {
      const plan = planTombstones(query)
      const values = new Map<string, SqlValue>([['limit', plan.limit + 1]])
      if (plan.after) values.set('after_value', Number(plan.after.value)).set('after_key', checkText(plan.after.id))
      const statement = plan.after ? more : newest
      const { rows } = await driver.read(null, session => session.run(statement, fill(statement, values)))
      return pageOf(rows.map(found => decodeTombstone(TOMBSTONES, found)), plan)
    },
  }
}

/** What keeps a tombstone, and what lists them. */
export function tombstoneStatements(dialect: SqlDialect) {
  const db = compilerFor(dialect), columns = TOMBSTONES.columns.map(column => column.name)
  const newestFirst = db.selectFrom(TOMBSTONES.name).select(columns).orderBy('deleted_at', 'desc').orderBy('id', 'desc').limit(hole<number>('limit'))
  return {
    drop: writing(db.deleteFrom(TOMBSTONES.name).compile()),
    keep: writing(db.insertInto(TOMBSTONES.name).values(Object.fromEntries(columns.map(column => [column, hole(column)]))).compile()),
    sign: writing(db.updateTable(TOMBSTONES.name).set({ signature: hole('signature') }).where('id', '=', hole('id')).compile()),
    newest: selecting(newestFirst.compile()),
    more: selecting(newestFirst.where(sql<boolean>`(deleted_at, id) < (${hole('after_value')}, ${hole('after_key')})`).compile()),
  }
}
