import { foundCompany, sampleRow } from '@paperclip/core/testing'
import { expect } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { asAdmin, onPostgres, rowsOf, testDatabase } from './testing/test-database.ts'

const { describe, it } = onPostgres
const refusal = (opening: Promise<unknown>) => opening.then(() => ({ code: 'opened', message: '' }), (error: unknown) => ({ code: Reflect.get(Object(error), 'code') as unknown, message: String(error) }))

describe('openPostgres', () => {
  it('makes the tables as the owner, once, however many open a new database together', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase('empty')
    const stores = await Promise.all([1, 2, 3, 4].map(() => openPostgres({ url, ownerUrl })))
    expect(await rowsOf(adminUrl, 'select count(distinct tableowner)::int as owners, count(*) > 30 as many from pg_tables where schemaname = current_schema()')).toEqual([{ owners: 1, many: true }])
    const [store] = stores
    expect(store && await foundCompany(store)).toBe('cmp_a')
    await Promise.all(stores.map(each => each.close()))
    await drop()
  })

  it('does not touch the database of ownerUrl where url leads to another', async () => {
    const ours = await testDatabase('empty'), theirs = await testDatabase('empty')
    expect(await refusal(openPostgres({ url: ours.url, ownerUrl: theirs.ownerUrl }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('Name the same one in both') })
    expect(await rowsOf(theirs.adminUrl, "select tablename from pg_tables where schemaname = 'public'")).toEqual([])
    await ours.drop()
    await theirs.drop()
  })

  it.each([
    ['without a table', [], 'has no tables yet'],
    ['of another program', ['create table theirs (id text)'], "another program's data"],
    ['of a newer version', ["create table paperclip_meta (name text, value text)", "insert into paperclip_meta values ('application', 'paperclip'), ('schema_version', '999')", 'grant select on paperclip_meta to public'], 'newer version'],
    ['of an older version, without its owner', ["create table paperclip_meta (name text, value text)", "insert into paperclip_meta values ('application', 'paperclip'), ('schema_version', '1')", 'grant select on paperclip_meta to public'], 'Open it once with ownerUrl'],
  ])('refuses a database %s, and leaves it as it is', async (_what, made, message) => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase('empty')
    for (const statement of made) await asAdmin(ownerUrl, statement)
    const tables = () => rowsOf(adminUrl, "select tablename from pg_tables where schemaname = 'public' order by 1")
    const before = await tables()
    expect(await refusal(openPostgres({ url }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining(message) })
    expect(await tables()).toEqual(before)
    await drop()
  })

  it('says what to do about a server, a database, a role and a grant that are not there', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase()
    const [{ role } = { role: '' }] = await rowsOf(adminUrl, "select grantee as role from information_schema.role_table_grants where table_name = 'alarms' and grantee <> 'PUBLIC' and grantor <> grantee limit 1")
    expect(await refusal(openPostgres({ url: 'postgres://nobody@127.0.0.1:1/none' }))).toMatchObject({ code: 'unavailable', message: expect.stringContaining('127.0.0.1:1') })
    expect(await refusal(openPostgres({ url: url.replace(/@([^/]*)\/[^?]*/, '@$1/not_there') }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('There is no') })
    expect(await refusal(openPostgres({ url: url.replace(/\/\/[^@]*@/, '//not_there:x@') }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('refused the role') })
    await asAdmin(adminUrl, `revoke all on all tables in schema public from ${String(role)}`)
    expect(await refusal(openPostgres({ url }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('Open it once with ownerUrl') })
    await (await openPostgres({ url, ownerUrl })).close()
    await (await openPostgres({ url })).close()
    await drop()
  })

  it.each([[{ connections: 0 }, 'connections'], [{ deadlineMs: 0.5 }, 'deadlineMs']])('refuses %o', async (options, field) => {
    expect(await refusal(openPostgres({ url: 'postgres://nobody@127.0.0.1:1/none', ...options }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining(field) })
  })

  it('never tells the password', async () => {
    const { message } = await refusal(openPostgres({ url: 'postgres://nobody:hidden@127.0.0.1:1/none' }))
    expect(message).not.toContain('hidden')
  })

  it('judges leases by the clock of the database unless another is handed in', async () => {
    const { url, drop } = await testDatabase(), store = await openPostgres({ url })
    const company = await foundCompany(store), now = Date.now()
    await store.transact(company, async tx => {
      await tx.put('alarm', sampleRow('alarm', 'bare', { id: 'due', dueAt: new Date(now - 60_000) }))
      await tx.put('alarm', sampleRow('alarm', 'bare', { id: 'later', dueAt: new Date(now + 3_600_000) }))
    })
    const [claim, other] = await store.alarms.claim({ owner: 'me', leaseMs: 60_000, limit: 10 })
    expect([claim?.alarm.id, other]).toEqual(['due', undefined])
    expect(Math.abs((claim?.alarm.leaseUntil?.getTime() ?? 0) - now - 60_000)).toBeLessThan(30_000)
    expect(await store.alarms.renew({ companyId: company, agentId: 'due', owner: 'me', fence: 1 }, 120_000)).toBe(true)
    expect(Math.abs((await store.alarms.nextDue())?.getTime() ?? 0) - now).toBeLessThan(150_000)
    await store.close()
    await drop()
  })
})
