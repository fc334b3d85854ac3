import type { SqlDialect } from './sql-dialect.ts'

/**
 * The search index: an entry per row whose noun declares texts to search, and the words of each entry. Both know when the row was made, so that what is found is sorted before a row is read. On SQLite the words lie in an FTS5 table without
 * content: it is given words, not texts, since core alone decides what a word is, and the tokenizer `ascii` takes what is between spaces as it is. On PostgreSQL each
 * word is a row of a plain table.
 */
export const SEARCH_TABLES: Readonly<Record<SqlDialect, readonly string[]>> = {
  sqlite: [
    `create table search_entries (
  entry integer primary key, company_id text not null, noun text not null, id text not null, at integer not null, unique (company_id, noun, id)
) strict;`,
    "create virtual table search_words using fts5(first, other, content='', contentless_delete=1, detail=column, tokenize='ascii');",
  ],
  postgres: [
    `create table search_words (
  company_id text collate "C" not null, noun text collate "C" not null, word text collate "C" not null, id text collate "C" not null,
  in_first bigint not null, at bigint not null, primary key (company_id, noun, word, id)
);`,
    'create index search_words_by_row on search_words (company_id, noun, id);',
  ],
}
