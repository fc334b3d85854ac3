import { writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { draftSchema } from '../draft.ts'
import { tables } from './0001-tables.ts'
import { indexes } from './0002-indexes.ts'
import { MIGRATIONS } from './index.ts'

const draft = draftSchema('sqlite')

// Until the first release the first two migrations follow the nouns: `DRAFT=1 npx vitest run --project store-kysely` writes them anew. From then on
// they stand, a new migration is added instead, and this test goes: what migrations come to is compared with the nouns by the one in store-sqlite.
it.runIf(process.env['DRAFT'] === '1')('are written anew', () => {
  const write = (name: string, comment: string, text: string) => {
    const constant = name.slice('0001-'.length)
    writeFileSync(new URL(`./${name}.ts`, import.meta.url), `/** ${comment} */\nexport const ${constant} = \`\n${text}\n\`\n`)
  }
  write('0001-tables', 'One table per noun, that of tombstones, and the words that are searched.', draft.tables)
  write('0002-indexes', 'What is unique, and every order in which rows are listed.', draft.indexes)
})

it.skipIf(process.env['DRAFT'] === '1')('say what the nouns declare', () => {
  expect(tables.trim()).toBe(draft.tables)
  expect(indexes.trim()).toBe(draft.indexes)
})

it('are each written for SQLite', () => {
  for (const { text } of MIGRATIONS) expect(text.sqlite).toMatch(/create/)
})
