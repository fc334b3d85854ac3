import { createHash } from 'node:crypto'
import { sql, type Kysely } from 'kysely'
import type { Noun, PlannedSearch } from '@paperclip/core/store'
import { MadeOnce } from './made-once.ts'
import { conditionsOn, shapeOf, supersedingWith, type Filled, type Latest, type SearchScope, type SearchStatements, type Superseding } from './search-statements.ts'
import { compilerFor, hole, selecting, writing, type Statement, type Tables } from './statement.ts'
import { tableOf } from './table.ts'

type Asked = Pick<PlannedSearch, 'where' | 'after'>

/** The entry of one row. */
const entry = sql`select entry from search_entries where company_id = ${hole('company_id')} and noun = ${hole('noun')} and id = ${hole('key')}`

/** The search index in an FTS5 table: words carry a mark of whose they are. */
export class SqliteSearch implements SearchStatements {
  readonly learn: readonly Statement[]
  readonly forget: readonly Statement[]
  readonly clear: readonly Statement[]
  readonly #db: Kysely<Tables>
  readonly #found = new MadeOnce<string, Statement>()
  readonly #superseding = new MadeOnce<Noun, Superseding>()

  constructor() {
    const db = this.#db = compilerFor('sqlite')
    const unlearn = writing(sql`delete from search_words where rowid = (${entry})`.compile(db))
    this.learn = [
      writing(sql`insert into search_entries (company_id, noun, id, at) values (${hole('company_id')}, ${hole('noun')}, ${hole('key')}, ${hole('at')}) on conflict do update set at = excluded.at`.compile(db)),
      unlearn,
      writing(sql`insert into search_words (rowid, first, other) values ((${entry}), ${hole('first')}, ${hole('other')})`.compile(db)),
    ]
    this.forget = [
      unlearn,
      writing(sql`delete from search_entries where company_id = ${hole('company_id')} and noun = ${hole('noun')} and id = ${hole('key')}`.compile(db)),
    ]
    this.clear = [
      writing(sql`delete from search_words where rowid in (select entry from search_entries where company_id = ${hole('company_id')})`.compile(db)),
      writing(sql`delete from search_entries where company_id = ${hole('company_id')}`.compile(db)),
    ]
  }

  superseding(noun: Noun, latest: Latest): Superseding {
    return this.#superseding.of(noun, () => supersedingWith(this.#db, noun, {
      latest,
      forget: keys => {
        const those = sql`company_id = ${hole('company_id')} and noun = ${hole('noun')} and id in (${keys})`
        return [sql`delete from search_words where rowid in (select entry from search_entries where ${those})`, sql`delete from search_entries where ${those}`]
      },
    }))
  }

  find(noun: Noun, query: Asked): Statement {
    return this.#found.of(shapeOf(noun, query), () => this.#finding(noun, query))
  }

  learned(scope: SearchScope, { first, other }: { first: readonly string[]; other: readonly string[] }): Filled {
    return [['first', indexed(scope, first)], ['other', indexed(scope, other)]]
  }

  wanted(scope: SearchScope, words: readonly string[]): Filled {
    return [['match', matching(scope, words, '{first other}')], ['first', matching(scope, words, 'first')]]
  }

  #finding(noun: Noun, query: Asked): Statement {
    const table = tableOf(noun), key = sql.ref(table.key.name)
    const columns = sql.join(table.columns.map(({ name }) => sql`t.${sql.ref(name)}`))
    const behind = query.after ? sql` and (f.entry in (select entry from titled), e.at, e.id) < (${hole('after_titled')}, ${hole('after_at')}, ${hole('after_key')})` : sql``
    const narrowed = query.where.length === 0 ? sql`where true` : sql`cross join ${sql.table(table.name)} t on t.company_id = e.company_id and t.${key} = e.id where true${sql.join(conditionsOn(noun, query.where), sql``)}`
    // a cross join is done in the order it is written in: first the words, then the entries they lead to, then the few rows that are shown
    return selecting(sql`with
      found as materialized (select rowid as entry from search_words where search_words match ${hole('match')}),
      titled as materialized (select rowid as entry from search_words where search_words match ${hole('first')}),
      best as materialized (
        select e.id as key, f.entry in (select entry from titled) as is_titled, e.at as at
        from found f cross join search_entries e on e.entry = f.entry and e.company_id = ${hole('company_id')} and e.noun = ${hole('noun')} ${narrowed}${behind}
        order by 2 desc, 3 desc, 1 desc limit ${hole('limit')})
      select ${columns} from best b cross join ${sql.table(table.name)} t on t.company_id = ${hole('company_id')} and t.${key} = b.key order by b.is_titled desc, b.at desc, b.key desc`.compile(this.#db))
  }
}

/**
 * What each indexed word begins with: words of one company and noun lie together, and a search reads none of another's. Two scopes with one mark would
 * only cost time, since what is found is looked up in the company's own entries.
 */
const markOf = ({ company, noun }: SearchScope): string => createHash('sha256').update(`${noun}/${company}`).digest('hex').slice(0, 12)

/** Words as they are given to the index. */
function indexed(scope: SearchScope, words: readonly string[]): string {
  const mark = markOf(scope)
  return words.map(word => mark + word).join(' ')
}

/** An FTS5 query for rows that hold, in some of these columns, a word that begins with each of these. A word has no quotes in it, nor anything else that FTS5 would read. */
function matching(scope: SearchScope, words: readonly string[], columns: '{first other}' | 'first'): string {
  const mark = markOf(scope)
  return `${columns} : (${words.map(word => `"${mark}${word}"*`).join(' AND ')})`
}
