import { MIGRATIONS } from '@paperclip/store-kysely'
import pg from 'pg'
import { expect } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { asAdmin, onPostgres, rowsOf, testDatabase } from './testing/test-database.ts'

const { describe, it } = onPostgres
const LAST = MIGRATIONS.length - 1

describe('two versions on one database', () => {
  it('S3: the newer one refuses to begin while a node of the older one serves, and leaves all as it is', async () => {
    const database = await testDatabase('empty'), { url, ownerUrl, adminUrl, drop } = database
    const version = async () => (await rowsOf(adminUrl, "select value from paperclip_meta where name = 'schema_version'"))[0]?.['value']
    await asAdmin(ownerUrl, ["create table paperclip_meta (name text primary key, value text not null); insert into paperclip_meta values ('application', 'paperclip')",
      `insert into paperclip_meta values ('schema_version', '${LAST}')`, ...MIGRATIONS.slice(0, LAST).map(({ text }) => text.postgres)].join(';'))
    const older = new pg.Client({ connectionString: url, application_name: 'paperclip', connectionTimeoutMillis: 10_000, query_timeout: 10_000 })
    await older.connect()
    await expect(openPostgres(database)).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/older version still serve.*1 connections.*nothing was changed/) })
    expect(await version()).toBe(String(LAST))
    await older.end()
    await expect.poll(async () => (await rowsOf(adminUrl, "select 1 from pg_stat_activity where datname = current_database() and application_name = 'paperclip'")).length, { timeout: 10_000 }).toBe(0)
    await (await openPostgres(database)).close()
    expect(await version()).toBe(String(MIGRATIONS.length))
    await drop()
  })

  it('S3: the older one is refused by a schema it does not know, and nodes of one version begin beside each other', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase(), node = await openPostgres({ url })
    await (await openPostgres({ url, ownerUrl })).close()
    await asAdmin(adminUrl, `update paperclip_meta set value = '${MIGRATIONS.length + 1}' where name = 'schema_version'`)
    await expect(openPostgres({ url })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('newer version') })
    await expect(node.ready()).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('newer version') })
    await node.close()
    await drop()
  })
})
