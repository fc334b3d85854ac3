import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Noun, PlannedSearch, Searched } from '@paperclip/core/store'
import type { SqlValue } from './codec.ts'
import { hole, selecting, writing, type Statement, type Tables } from './statement.ts'
import { columnOf, tableOf } from './table.ts'

/** Whose words they are. */
export interface SearchScope { company: string; noun: Noun }

/** Values by the names of the holes they fill. */
export type Filled = readonly (readonly [hole: string, value: SqlValue])[]

/** Which of the rows that share a field is the latest. */
export type Latest = NonNullable<Searched['latest']>

/** What finds a row that is later than the one that is written, and takes out the one that it comes in place of. */
export interface Superseding { later: Statement; forget: readonly Statement[] }

/** The statements over the search index. They find by the words of the one company, then look only at its own rows. */
export interface SearchStatements {
  /** Puts the words of a row in that had none. */
  readonly learn: readonly Statement[]
  /** Puts the words of a row in, in place of those it had. */
  readonly relearn: readonly Statement[]
  /** Takes a row out. */
  readonly forget: readonly Statement[]
  /** For rows of which the latest alone is searched. */
  superseding(noun: Noun, latest: Latest): Superseding
  /** Takes out every row of the company. */
  readonly clear: readonly Statement[]
  /** The rows that match, best first. Values of `where` are called by their column. */
  find(noun: Noun, query: Pick<PlannedSearch, 'where' | 'after'>): Statement
  /** What `learn` and `relearn` need to know of a row's words. */
  learned(scope: SearchScope, words: { first: readonly string[]; other: readonly string[] }): Filled
  /** What `find` needs to know of the words that are looked for. */
  wanted(scope: SearchScope, words: readonly string[]): Filled
}

/** `forget` is made from the keys it takes out. */
export function supersedingWith(db: Kysely<Tables>, noun: Noun, { latest: { of, by }, forget }: { latest: Latest; forget(keys: RawBuilder<unknown>): readonly RawBuilder<unknown>[] }): Superseding {
  const table = tableOf(noun), key = sql.ref(table.key.name), number = sql.ref(columnOf(table, by).name)
  const beside = sql`select ${key} from ${sql.table(table.name)} where company_id = ${hole('company_id')} and ${sql.ref(columnOf(table, of).name)} = ${hole('of')}`
  return {
    later: selecting(sql`${beside} and ${number} > ${hole('by')} limit 1`.compile(db)),
    forget: forget(sql`${beside} and ${number} < ${hole('by')} order by ${number} desc limit 1`).map(one => writing(one.compile(db))),
  }
}

/** Every field of a condition by its column; null where nothing is to be there. */
export const conditionsOn = (noun: Noun, where: PlannedSearch['where']): RawBuilder<unknown>[] => where.map(([field, value]) => {
  const { name } = columnOf(tableOf(noun), field)
  return value == null ? sql` and t.${sql.ref(name)} is null` : sql` and t.${sql.ref(name)} = ${hole(name)}`
})

/** A name for the statements that look alike. */
export const shapeOf = (noun: Noun, { where, after }: Pick<PlannedSearch, 'where' | 'after'>): string => `${noun} ${where.map(([field, value]) => (value == null ? `${field}?` : field)).join()}${after ? ' after' : ''}`
