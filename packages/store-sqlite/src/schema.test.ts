import { NOUNS, type Noun, type Query } from '@paperclip/core/store'
import { foundCompany, sampleRow } from '@paperclip/core/testing'
import { draftIndex, draftTable, indexesOf, INSTANCE_INDEXES, MIGRATIONS, SEARCH_TABLES, tableOf, TOMBSTONES } from '@paperclip/store-kysely'
import { describe, expect, it } from 'vitest'
import { libsqlConnect, type SqliteDatabase } from './database.ts'
import { openSqlite } from './open-sqlite.ts'
import { recordingConnect } from './testing/recording-connect.ts'
import { temporaryFile } from './testing/temporary-file.ts'

const NOUN_NAMES = Object.keys(NOUNS) as Noun[]
/** Tables that are no noun's: the tombstones of companies that were deleted, the words that are searched, and marks of the installation. */
const OTHERS = [TOMBSTONES.name, 'search_entries', 'search_words', 'installation']
interface Made { type: string; name: string; sql: string }

/** What FTS5 makes for itself is left out. */
const madeIn = (database: SqliteDatabase) =>
  database.prepare("select type, name, sql from sqlite_master where sql is not null and name <> 'paperclip_meta' and name not like 'search\\_words\\_%' escape '\\'").all() as Made[]
/** SQL without regard to spaces, case or how a column was added. */
const plain = (sql: string) => sql.replace(/;$/, '').replace(/\s+/g, ' ').replace(/\( /g, '(').replace(/ \)/g, ')').trim()

async function migrated(): Promise<SqliteDatabase> {
  const file = temporaryFile()
  await (await openSqlite({ file })).close()
  return (await libsqlConnect())(file)
}

describe('the migrated schema', () => {
  it('has the table of every noun, column by column, those of tombstones and of search, and no other', async () => {
    const database = await migrated()
    expect(madeIn(database).filter(({ type }) => type === 'table').map(({ name }) => name).sort()).toEqual([...NOUN_NAMES.map(noun => tableOf(noun).name), ...OTHERS].sort())
    for (const table of [...NOUN_NAMES.map(tableOf), TOMBSTONES]) {
      const columns = database.prepare(`select name, type, "notnull" as needed, pk from pragma_table_info('${table.name}')`).all() as { name: string; type: string; needed: number; pk: number }[]
      const found = columns.map(({ name, type, needed, pk }) => `${name} ${type.toLowerCase()}${needed ? ' not null' : ''}${pk ? ` key ${pk}` : ''}`)
      const wanted = [...draftTable(table, 'sqlite').matchAll(/(?<=[(,]\s+)([a-z0-9_]+ (?:text|integer|real)(?: not null)?)(?=,)/g)].map(([column]) => column)
        .map(column => (column.startsWith('company_id ') ? `${column} key 1` : column.startsWith(`${table.key.name} `) ? `${column} key ${table.scope === 'company' ? 2 : 1}` : column))
      expect(found.sort(), table.name).toEqual(wanted.sort())
    }
    const made = madeIn(database).map(({ sql }) => plain(sql).toLowerCase())
    for (const sql of SEARCH_TABLES.sqlite) expect(made).toContain(plain(sql))
  })

  it('has the index of every declared order and of all that is unique, and no other', async () => {
    const made = madeIn(await migrated()).filter(({ type }) => type === 'index').map(({ sql }) => plain(sql).toLowerCase())
    expect(made.sort()).toEqual([...NOUN_NAMES.flatMap(indexesOf), ...INSTANCE_INDEXES].map(index => plain(draftIndex(index)).toLowerCase()).sort())
  })

  it('is what every older version comes to', async () => {
    const wanted = madeIn(await migrated()).map(({ sql }) => sql).sort()
    for (let version = 0; version < MIGRATIONS.length; version++) {
      const file = temporaryFile(), old = (await libsqlConnect())(file)
      old.exec('begin')                                                  // all of it waits for the disk once
      old.exec("create table paperclip_meta (name text primary key, value text not null); insert into paperclip_meta values ('application', 'paperclip')")
      old.exec(`insert into paperclip_meta values ('schema_version', '${version}')`)
      for (const { text } of MIGRATIONS.slice(0, version)) old.exec(text.sqlite ?? '')
      old.exec('commit')
      await (await openSqlite({ file })).close()
      expect(madeIn(old).map(({ sql }) => sql).sort()).toEqual(wanted)
      expect(old.prepare("select value from paperclip_meta where name = 'schema_version'").all()).toMatchObject([{ value: String(MIGRATIONS.length) }])
    }
  })
})

describe('every statement', () => {
  it('finds its rows by an index, in the order of the index', async () => {
    const file = temporaryFile(), { connect, prepared } = await recordingConnect()
    const store = await openSqlite({ file, connect })
    for (const noun of NOUN_NAMES) {
      const orders: readonly { where: readonly string[]; by: string }[] = NOUNS[noun].orders
      for (const variant of ['full', 'bare'] as const) {
        const fields: Readonly<Record<string, unknown>> = sampleRow(noun, variant)
        for (const { where, by } of orders) {
          for (const direction of ['up', 'down'] as const) {
            const query = { where: Object.fromEntries(where.map(field => [field, fields[field]])), by, direction } as Query<Noun>
            const stored = fields[by]
            const after = Buffer.from(JSON.stringify([stored instanceof Date ? stored.getTime() : stored, noun === 'audit' ? '1' : 'id'])).toString('base64url')
            await store.read('cmp', async view => [await view.list(noun, query), await view.list(noun, { ...query, after })])
          }
        }
      }
      await store.read('cmp', view => view.get(noun, '1'))
    }
    await store.instance.companies({})
    await store.instance.companies({ after: Buffer.from('[1,"a"]').toString('base64url') })
    await store.instance.tombstones({})
    await store.instance.tombstones({ after: Buffer.from('[1,"a"]').toString('base64url') })
    await store.close()
    const database = (await libsqlConnect())(file)
    const selects = [...prepared].filter(sql => sql.startsWith('select "'))
    expect(selects.length).toBeGreaterThan(200)
    for (const sql of selects) {
      const steps = (database.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail)
      expect(steps.join('; '), sql).toMatch(/USING (COVERING )?INDEX/)
      // what a unique index finds by all of its terms is one row: nothing to sort
      const used = NOUN_NAMES.flatMap(indexesOf).find(({ name }) => steps.some(step => step.includes(` ${name} `)))
      const isOneRow = used?.unique && used.terms.length === steps.join().split('=?').length - 1
      if (!isOneRow) expect(steps.join('; '), sql).not.toMatch(/TEMP B-TREE/)
    }
  })

  it('claims by the index of what is due next', async () => {
    const { connect, prepared } = await recordingConnect(), file = temporaryFile()
    const store = await openSqlite({ file, connect })
    const company = await foundCompany(store)
    await store.transact(company, tx => tx.put('alarm', sampleRow('alarm', 'bare')))
    await store.alarms.claim({ owner: 'me', leaseMs: 1, limit: 1 })
    await store.close()
    const database = (await libsqlConnect())(file)
    const looking = [...prepared].filter(sql => sql.startsWith('with held'))
    expect(looking.length).toBeGreaterThan(0)
    for (const sql of looking) {
      const steps = (database.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ')
      expect(steps).toMatch(/\ba USING (COVERING )?INDEX alarms_by_next/)
      expect(steps).not.toMatch(/FOR ORDER BY/)
    }
  })

  it('searches by the words first, then by the entries they lead to, and reads only rows that are shown, or asked about by a field', async () => {
    const { connect, prepared } = await recordingConnect(), file = temporaryFile()
    const store = await openSqlite({ file, connect })
    for (const where of [{}, { agentId: null }, { agentId: 'agt_1', kind: 'note' as const }]) await store.read('cmp', view => view.search('note', { text: 'fox hen', where }))
    await store.close()
    const database = (await libsqlConnect())(file)
    const looking = [...prepared].filter(sql => sql.includes('search_words match'))
    expect(looking.length).toBe(3)
    for (const sql of looking) {
      const steps = (database.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).filter(detail => /^(SCAN|SEARCH)/.test(detail))
      const row = expect.stringMatching(/^SEARCH t USING INDEX \w+ \(company_id=\? AND id=\?\)/), words = expect.stringMatching(/^SCAN search_words VIRTUAL TABLE INDEX \d+:M/)
      expect(steps).toEqual([words, 'SCAN f', 'SEARCH e USING INTEGER PRIMARY KEY (rowid=?)', ...sql.includes('where true and') ? [row] : [], words, 'SCAN titled', 'SCAN b', row])
    }
  })
})
