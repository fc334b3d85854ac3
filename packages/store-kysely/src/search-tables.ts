import type { SqlDialect } from './sql-dialect.ts'

/**
 * The search index: an entry per row whose noun declares texts to search, and the words of each entry. On SQLite the words lie in an FTS5 table without
 * content. It is given words, not texts: what a word is, core alone decides, and the tokenizer `ascii` takes what is between spaces as it is. For PostgreSQL it is still to be written.
 */
export const SEARCH_TABLES: Readonly<Record<SqlDialect, readonly string[]>> = {
  sqlite: [
    `create table search_entries (
  entry integer primary key, company_id text not null, noun text not null, id text not null, unique (company_id, noun, id)
) strict;`,
    "create virtual table search_words using fts5(first, other, content='', contentless_delete=1, detail=column, tokenize='ascii');",
  ],
  postgres: [],
}
