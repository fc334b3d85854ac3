import { NOUNS, type Noun } from '@paperclip/core/store'
import { draftSchema, draftTable, indexesOf, INSTANCE_INDEXES, MIGRATIONS, tableOf, TOMBSTONES } from '@paperclip/store-kysely'
import { expect } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { asAdmin, onPostgres, rowsOf, testDatabase } from './testing/test-database.ts'

const NOUN_NAMES = Object.keys(NOUNS) as Noun[]
const { describe, it } = onPostgres

/** Everything that was made in a database, as PostgreSQL describes it. */
const madeIn = (url: string) => rowsOf(url, `
  select 'column' as kind, c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
    || case when l.collname = 'C' then ' C' else '' end as made
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped left join pg_collation l on l.oid = a.attcollation
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'paperclip_meta'
  union all select 'index', indexdef from pg_indexes where schemaname = 'public' and tablename <> 'paperclip_meta'
  union all select 'policy', tablename || ' ' || policyname || ' ' || coalesce(qual, '') from pg_policies where schemaname = 'public'
  union all select 'function', proname || ' ' || prosrc from pg_proc where pronamespace = 'public'::regnamespace
  order by 1, 2`)

describe('the migrated schema of PostgreSQL', () => {
  it('has the table of every noun, column by column, texts sorted by their bytes, and no other but those of tombstones and of search', async () => {
    const { adminUrl, drop } = await testDatabase()
    const columns = (await madeIn(adminUrl)).filter(({ kind }) => kind === 'column').map(({ made }) => String(made))
    expect([...new Set(columns.map(column => column.split('.')[0]))].sort()).toEqual([...NOUN_NAMES.map(noun => tableOf(noun).name), TOMBSTONES.name, 'search_words', 'installation', 'blobs'].sort())
    for (const table of [...NOUN_NAMES.map(tableOf), TOMBSTONES]) {
      const wanted = [...draftTable(table, 'postgres').matchAll(/(?<=[(,]\s+)([a-z0-9_]+) (text|bigint|double precision)( collate "C")?( not null)?(?=,)/g)]
        .map(([, name = '', type = '', collate, needed = '']) => `${table.name}.${name} ${type}${needed}${collate ? ' C' : ''}`)
      expect(columns.filter(column => column.startsWith(`${table.name}.`)).sort()).toEqual(wanted.sort())
    }
    await drop()
  })

  it('has the index of every declared order and of all that is unique, and no other', async () => {
    const { adminUrl, drop } = await testDatabase()
    const found = await rowsOf(adminUrl, "select indexname as name from pg_indexes where schemaname = 'public' and indexname not like '%\\_pkey'")
    expect(found.map(({ name }) => name).sort()).toEqual([...NOUN_NAMES.flatMap(indexesOf), ...INSTANCE_INDEXES, { name: 'search_words_by_row' }].map(({ name }) => name).sort())
    await drop()
  })

  it('is what the migrations say, whatever version it comes from', async () => {
    const { adminUrl, drop } = await testDatabase(), wanted = await madeIn(adminUrl)
    for (let version = 0; version < MIGRATIONS.length; version++) {
      const old = await testDatabase('empty')
      await asAdmin(old.ownerUrl, ["create table paperclip_meta (name text primary key, value text not null); insert into paperclip_meta values ('application', 'paperclip')",
        `insert into paperclip_meta values ('schema_version', '${version}')`, ...MIGRATIONS.slice(0, version).map(({ text }) => text.postgres)].join(';'))
      await (await openPostgres(old)).close()
      expect(await madeIn(old.adminUrl)).toEqual(wanted)
      expect(await rowsOf(old.adminUrl, "select value from paperclip_meta where name = 'schema_version'")).toEqual([{ value: String(MIGRATIONS.length) }])
      await old.drop()
    }
    expect(draftSchema('postgres').indexes).toBe(draftSchema('sqlite').indexes)
    await drop()
  })

  it('lets claims look for what is due by its index', async () => {
    const { adminUrl, drop } = await testDatabase()
    await asAdmin(adminUrl, `
      insert into companies (company_id, id, slug, name, mission, status, zone, prefix, board_minimum, max_runs, agent_runs_per_hour, created_at, updated_at)
        select 'c' || n, 'c' || n, 'c' || n, '', '', 'active', 'UTC', 'C', 1, 10, 1, 0, 0 from generate_series(1, 20) n;
      insert into alarms (company_id, id, "of", due_at, reasons, fence, cursor, failures, owed) select 'c' || (n % 20 + 1), 'a' || n, 'agent', n, '[]', 0, 0, 0, 0 from generate_series(1, 5000) n;
      analyze`)
    const plan = await rowsOf(adminUrl, `explain select coalesce(a.lease_until, a.due_at) from alarms a where coalesce(a.lease_until, a.due_at) is not null
      order by coalesce(a.lease_until, a.due_at) limit 1`)
    expect(JSON.stringify(plan)).toMatch(/Index (Only )?Scan using alarms_by_next/)
    await drop()
  })
})
