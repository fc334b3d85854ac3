import { join } from 'node:path'
import { foundCompany } from '@paperclip/core/testing'
import { MIGRATIONS } from '@paperclip/store-kysely'
import { openPostgres } from '@paperclip/store-postgres'
import { onPostgres, rowsOf, testDatabase } from '@paperclip/store-postgres/testing'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { bundled, started } from '../survival/fixtures/program.ts'

const { describe, it } = onPostgres
const SOON = { timeout: 30_000, interval: 20 }

describe('an upgrade of the schema', () => {
  it('K1, S3: killed in the middle leaves the old schema as it was, and the next one goes all the way', async () => {
    const database = await testDatabase('empty'), { url, ownerUrl, adminUrl, drop } = database
    const program = await bundled(join(import.meta.dirname, 'fixtures/upgrading.child.ts')), admin = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000, query_timeout: 60_000 })
    onTestFinished(async () => {
      await admin.end()
      await drop()
    })
    await rowsOf(ownerUrl, `create table paperclip_meta (name text primary key, value text not null); insert into paperclip_meta values ('application', 'paperclip'), ('schema_version', '1'); ${MIGRATIONS[0]?.text.postgres ?? ''}`)
    const schema = () => rowsOf(adminUrl, `select (select value from paperclip_meta where name = 'schema_version') as version, (select count(*)::int from pg_indexes where schemaname = 'public') as indexes, (select count(*)::int from pg_policies) as policies`)
    const before = await schema()

    await admin.connect()
    await admin.query('begin; lock table alarms in access share mode')                                        // the first steps go through, a later one waits
    const killed = started(program, [url, ownerUrl])
    const waiting = () => rowsOf(adminUrl, "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
    await expect.poll(async () => (await waiting()).length, SOON).toBe(1)
    killed.signal('SIGKILL')
    await killed.exited
    await admin.query('rollback')
    await expect.poll(async () => (await rowsOf(adminUrl, "select 1 from pg_stat_activity where datname = current_database() and application_name = 'paperclip'")).length, SOON).toBe(0)
    expect(await schema()).toEqual(before)

    const next = started(program, [url, ownerUrl])
    await next.said(/^upgraded/m)
    expect((await schema())[0]).toMatchObject({ version: String(MIGRATIONS.length) })
    const store = await openPostgres({ url })
    onTestFinished(() => store.close())
    expect(await foundCompany(store)).toBe('cmp_a')
  }, 60_000)
})
