import { memoryStore, type Store } from '@paperclip/core'
import type { Row } from '@paperclip/core/store'
import { foundCompany, sampleRow } from '@paperclip/core/testing'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { libsqlConnect } from './database.ts'
import { openSqlite } from './open-sqlite.ts'
import { temporaryFile } from './testing/temporary-file.ts'

const by = { at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null } as const
const write = (store: Store, company: string, changes: readonly { id: string; after: Row<'note'> | null }[]) => store.transact(company, async tx => {
  for (const { id, after } of changes) {
    const before = await tx.get('note', id) ?? null
    if (before ?? after) await tx.record({ action: 'note.write', noun: 'note', before, after, ...by })
  }
})

/** Scripts, marks, digits, invisible characters and signs, from few enough places that texts share words. */
const character = fc.oneof(...[[0x20, 0x7e], [0xa0, 0x250], [0x300, 0x320], [0x370, 0x460], [0x590, 0x700], [0x900, 0x980], [0x2000, 0x2070], [0x2160, 0x2180], [0x3040, 0x3100], [0x4e00, 0x4e20], [0xe000, 0xe010], [0xff00, 0xff60], [0x10400, 0x10450], [0x1d7c0, 0x1d7ff], [0x1f600, 0x1f610]]
  .map(([min = 0, max = 0]) => fc.integer({ min, max }).map(point => String.fromCodePoint(point))))
const word = fc.array(character, { minLength: 1, maxLength: 3 }).map(characters => characters.join(''))
const text = (words: readonly string[]) => fc.tuple(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }), fc.constantFrom(' ', '', '-')).map(([some, between]) => some.join(between))
const script = fc.array(word, { minLength: 8, maxLength: 8 }).chain(words => fc.record({
  changes: fc.array(fc.record({
    id: fc.integer({ max: 12, min: 0 }).map(n => `note_${n}`),
    fields: fc.option(fc.record({ title: text(words), body: text(words), createdAt: fc.integer({ min: 0, max: 2 }).map(ms => new Date(ms)) })),
  }), { minLength: 5, maxLength: 25 }),
  searches: fc.array(fc.oneof(text(words), fc.constantFrom(...words), word), { minLength: 10, maxLength: 10 }),
}))

it('the search index finds what a scan of the texts finds, in the same order', async () => {
  const sqlite = await openSqlite({ file: temporaryFile() })
  let companies = 0
  await fc.assert(fc.asyncProperty(script, async ({ changes, searches }) => {
    const memory = memoryStore(), id = `cmp_${companies++}`
    for (const store of [memory, sqlite]) {
      await foundCompany(store, { id })
      await write(store, id, changes.map(({ id: note, fields }) => ({ id: note, after: fields && sampleRow('note', 'bare', { id: note, ...fields }) })))
    }
    for (const wanted of searches) {
      const [scanned, indexed] = await Promise.all([memory, sqlite].map(store => store.read(id, view => view.search('note', { text: wanted, limit: 100 }))))
      expect(indexed, JSON.stringify(wanted)).toEqual(scanned)
    }
  }), { numRuns: 40 })
  await sqlite.close()
})

it('a buried company leaves nothing in any table, nor a word in the index', async () => {
  const file = temporaryFile(), store = await openSqlite({ file })
  const [gone, kept] = [await foundCompany(store, { id: 'cmp_gone' }), await foundCompany(store, { id: 'cmp_kept' })]
  for (const company of [gone, kept]) await write(store, company, ['a', 'b'].map(id => ({ id, after: sampleRow('note', 'full', { id }) })))
  const head = await store.read(gone, view => view.get('head', 'head'))
  await store.instance.bury({ id: gone, slug: 'gone', name: 'Gone', deletedAt: new Date(0), deletedById: 'operator:local', seq: head?.seq ?? 0, hash: head?.hash ?? '', signature: 'v1.none' })
  await store.close()
  const database = (await libsqlConnect())(file)
  const rows = (sql: string) => database.prepare(sql).all() as { name: string; many: number }[]
  const tables = rows("select m.name as name, 0 as many from sqlite_master m where m.type = 'table' and exists (select 1 from pragma_table_info(m.name) c where c.name = 'company_id')")
  expect(tables.length).toBeGreaterThan(30)
  for (const { name } of tables) expect(rows(`select '${name}' as name, count(*) as many from ${name} where company_id = 'cmp_gone'`), name).toMatchObject([{ many: 0 }])
  expect(rows("select '' as name, count(*) as many from search_words_docsize")).toMatchObject([{ many: 2 }])
  database.close()
})
