import { foundCompany } from '@paperclip/core/testing'
import { MIGRATIONS } from '@paperclip/store-kysely'
import { expect } from 'vitest'
import { openPostgres, type PostgresOptions } from './open-postgres.ts'
import { asAdmin, onPostgres, rowsOf, testDatabase } from './testing/test-database.ts'

const { describe, it } = onPostgres
const LAST = MIGRATIONS.length - 1

/** As if the last step had not been taken: it may be taken twice. */
const setBack = (adminUrl: string) => asAdmin(adminUrl, `update paperclip_meta set value = '${LAST}' where name = 'schema_version'`)
const versionOf = async (adminUrl: string) => (await rowsOf(adminUrl, "select value from paperclip_meta where name = 'schema_version'"))[0]?.['value']
const openOnce = async (options: PostgresOptions) => (await openPostgres(options)).close()
const RIGHTS = "has_table_privilege('audit_records', 'update') as alters, has_table_privilege('paperclip_meta', 'update') as marks, has_table_privilege('alarms', 'update') as serves"

describe('the owner of the tables', () => {
  it('keeps its own rights where it serves, and brings the next schema up to date', async () => {
    const { ownerUrl, adminUrl, drop } = await testDatabase('empty')
    await openOnce({ url: ownerUrl, wall: 'waived' })
    expect(await rowsOf(ownerUrl, `select ${RIGHTS}`)).toEqual([{ alters: true, marks: true, serves: true }])
    await setBack(adminUrl)
    await openOnce({ url: ownerUrl, wall: 'waived' })
    expect(await versionOf(adminUrl)).toBe(String(MIGRATIONS.length))
    await drop()
  })

  it('is refused as the role that serves before anything is made, and brings the next schema up to date where another serves', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase('empty')
    await expect(openPostgres({ url: ownerUrl, ownerUrl })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('owns the tables') })
    expect(await rowsOf(adminUrl, "select 1 from pg_tables where schemaname = 'public'")).toEqual([])
    await openOnce({ url, ownerUrl })
    await expect(openPostgres({ url: ownerUrl, ownerUrl })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('owns the tables') })
    await setBack(adminUrl)
    await openOnce({ url, ownerUrl })
    expect(await versionOf(adminUrl)).toBe(String(MIGRATIONS.length))
    expect(await rowsOf(url, `select ${RIGHTS}`), 'what the role that serves may do').toEqual([{ alters: false, marks: false, serves: true }])
    await drop()
  })

  it('has its rights again where they were taken away, whether or not there is a step to be taken', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase()
    const [{ owner } = {}] = await rowsOf(ownerUrl, 'select quote_ident(current_user) as owner')
    const breakIt = () => asAdmin(adminUrl, `revoke insert, update, delete on paperclip_meta from ${String(owner)}; revoke update on audit_records from ${String(owner)}`)
    await breakIt()
    await openOnce({ url, ownerUrl })
    expect(await rowsOf(ownerUrl, `select ${RIGHTS}`)).toEqual([{ alters: true, marks: true, serves: true }])
    await breakIt()
    await setBack(adminUrl)
    await openOnce({ url, ownerUrl })
    expect(await versionOf(adminUrl)).toBe(String(MIGRATIONS.length))
    expect(await rowsOf(ownerUrl, `select ${RIGHTS}`)).toEqual([{ alters: true, marks: true, serves: true }])
    await drop()
  })

  it('keeps its rights where a member of it serves', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase('empty')
    const [{ owner } = {}] = await rowsOf(ownerUrl, 'select current_user as owner')
    const member = `${String(owner)}_member`
    await asAdmin(adminUrl, `create role ${member} login password 'm'; grant ${String(owner)} to ${member}`)
    try {
      const asMember = url.replace(/\/\/[^@]*@/, `//${member}:m@`)
      await expect(openPostgres({ url: asMember, ownerUrl })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('member of the role') })
      const store = await openPostgres({ url: asMember, ownerUrl, wall: 'waived' })
      expect(await foundCompany(store)).toBe('cmp_a')
      await store.close()
      expect(await rowsOf(asMember, `select ${RIGHTS}`)).toEqual([{ alters: true, marks: true, serves: true }])
    } finally {
      await drop()
      await asAdmin(adminUrl.replace(/\/[^/?]*(\?|$)/, '/postgres$1'), `drop role ${member}`)
    }
  })
})
