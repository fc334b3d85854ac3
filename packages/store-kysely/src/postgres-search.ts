import { sql, type Kysely } from 'kysely'
import type { Noun, PlannedSearch } from '@paperclip/core/store'
import { MadeOnce } from './made-once.ts'
import { conditionsOn, shapeOf, supersedingWith, type Filled, type Latest, type SearchScope, type SearchStatements, type Superseding } from './search-statements.ts'
import { compilerFor, hole, selecting, writing, type Statement, type Tables } from './statement.ts'
import { tableOf } from './table.ts'

type Asked = Pick<PlannedSearch, 'where' | 'after'>

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
  readonly #found = new MadeOnce<string, Statement>()
  readonly #superseding = new MadeOnce<Noun, Superseding>()

  constructor() {
    const db = this.#db = compilerFor('postgres')
    this.forget = [writing(sql`delete from search_words where ${ofRow}`.compile(db))]
    this.learn = [
      ...this.forget,
      writing(sql`insert into search_words (company_id, noun, word, id, in_first, at)
        select ${hole('company_id')}, ${hole('noun')}, word, ${hole('key')}, max(in_first), ${hole('at')}::bigint from (
          select unnest(string_to_array(${hole('first')}, ' ')) as word, 1 as in_first union all select unnest(string_to_array(${hole('other')}, ' ')), 0) words
        group by word`.compile(db)),
    ]
    this.clear = [writing(sql`delete from search_words where company_id = ${hole('company_id')}`.compile(db))]
  }

  superseding(noun: Noun, latest: Latest): Superseding {
    return this.#superseding.of(noun, () => supersedingWith(this.#db, noun, { latest, forget: keys => [sql`delete from search_words where company_id = ${hole('company_id')} and noun = ${hole('noun')} and id in (${keys})`] }))
  }

  find(noun: Noun, query: Asked): Statement {
    return this.#found.of(shapeOf(noun, query), () => this.#finding(noun, query))
  }

  learned(_scope: SearchScope, { first, other }: { first: readonly string[]; other: readonly string[] }): Filled {
    return [['first', first.join(' ')], ['other', other.join(' ')]]
  }

  wanted(_scope: SearchScope, words: readonly string[]): Filled {
    return [['words', words.join(' ')]]
  }

  #finding(noun: Noun, query: Asked): Statement {
    const table = tableOf(noun), key = sql.ref(table.key.name)
    const columns = sql.join(table.columns.map(({ name }) => sql`t.${sql.ref(name)}`))
    const behind = query.after ? sql` and (f.is_titled, f.at, f.id) < (${hole('after_titled')} = 1, ${hole('after_at')}, ${hole('after_key')})` : sql``
    const narrowed = query.where.length === 0 ? sql`where true` : sql`join ${sql.table(table.name)} t on t.company_id = ${hole('company_id')} and t.${key} = f.id where true${sql.join(conditionsOn(noun, query.where), sql``)}`
    // where a range ends is said beforehand: to join texts may leak too
    return selecting(sql`with
      wanted as materialized (select word as low, word || ${LAST}::text as high from unnest(string_to_array(${hole('words')}, ' ')) word),
      found as materialized (
        select w.id, max(w.at) as at, count(distinct wanted.low) filter (where w.in_first = 1) = (select count(*) from wanted) as is_titled
        from wanted join search_words w on w.company_id = ${hole('company_id')} and w.noun = ${hole('noun')} and w.word >= wanted.low and w.word < wanted.high
        group by w.id having count(distinct wanted.low) = (select count(*) from wanted)),
      best as materialized (select f.id, f.is_titled, f.at from found f ${narrowed}${behind} order by f.is_titled desc, f.at desc, f.id desc limit ${hole('limit')})
      select ${columns} from best b join ${sql.table(table.name)} t on t.company_id = ${hole('company_id')} and t.${key} = b.id
      order by b.is_titled desc, b.at desc, b.id desc`.compile(this.#db))
  }
}
