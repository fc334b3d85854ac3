import { sql, type Kysely } from 'kysely'
import type { Noun, PlannedSearch } from '@paperclip/core/store'
import type { Filled, SearchScope, SearchStatements } from './search-statements.ts'
import { compilerFor, hole, selecting, writing, type Statement, type Tables } from './statement.ts'
import { columnOf, tableOf } from './table.ts'

const ofRow = sql`company_id = ${hole('company_id')} and noun = ${hole('noun')} and id = ${hole('key')}`
/** Sorts behind whatever a word can go on with. */
const LAST = '\u{10ffff}'

/**
 * The search index in a table with one row per word of a row. Not a `tsvector`: its operators may leak, so PostgreSQL would not use their index behind
 * row level security. Comparing texts does not leak.
 */
export class PostgresSearch implements SearchStatements {
  readonly learn: readonly Statement[]
  readonly forget: readonly Statement[]
  readonly clear: readonly Statement[]
  readonly #db: Kysely<Tables>
  readonly #kept = new Map<string, Statement>()

  constructor() {
    const db = this.#db = compilerFor('postgres')
    this.forget = [writing(sql`delete from search_words where ${ofRow}`.compile(db))]
    this.learn = [
      ...this.forget,
      writing(sql`insert into search_words (company_id, noun, word, id, in_first)
        select ${hole('company_id')}, ${hole('noun')}, word, ${hole('key')}, max(in_first) from (
          select unnest(string_to_array(${hole('first')}, ' ')) as word, 1 as in_first union all select unnest(string_to_array(${hole('other')}, ' ')), 0) words
        group by word`.compile(db)),
    ]
    this.clear = [writing(sql`delete from search_words where company_id = ${hole('company_id')}`.compile(db))]
  }

  find(noun: Noun, where: PlannedSearch['where']): Statement {
    const shape = `${noun} ${where.map(([field, value]) => (value == null ? `${field}?` : field)).join()}`
    const known = this.#kept.get(shape)
    if (known) return known
    const table = tableOf(noun), key = sql.ref(table.key.name)
    const columns = sql.join(table.columns.map(({ name }) => sql`t.${sql.ref(name)}`))
    const conditions = where.map(([field, value]) => {
      const { name } = columnOf(table, field)
      return value == null ? sql` and t.${sql.ref(name)} is null` : sql` and t.${sql.ref(name)} = ${hole(name)}`
    })
    // where a range ends is said beforehand: to join texts may leak too
    const statement = selecting(sql`with
      wanted as materialized (select word as low, word || ${LAST}::text as high from unnest(string_to_array(${hole('words')}, ' ')) word),
      found as materialized (
        select w.id, count(distinct wanted.low) filter (where w.in_first = 1) = (select count(*) from wanted) as is_titled
        from wanted join search_words w on w.company_id = ${hole('company_id')} and w.noun = ${hole('noun')} and w.word >= wanted.low and w.word < wanted.high
        group by w.id having count(distinct wanted.low) = (select count(*) from wanted))
      select ${columns} from found f join ${sql.table(table.name)} t on t.company_id = ${hole('company_id')} and t.${key} = f.id
      where true${sql.join(conditions, sql``)}
      order by f.is_titled desc, t.created_at desc, t.${key} desc limit ${hole('limit')}`.compile(this.#db))
    this.#kept.set(shape, statement)
    return statement
  }

  learned(_scope: SearchScope, { first, other }: { first: readonly string[]; other: readonly string[] }): Filled {
    return [['first', first.join(' ')], ['other', other.join(' ')]]
  }

  wanted(_scope: SearchScope, words: readonly string[]): Filled {
    return [['words', words.join(' ')]]
  }
}
