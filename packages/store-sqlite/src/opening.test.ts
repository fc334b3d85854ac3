import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isPaperclipError, type PaperclipError, type Store } from '@paperclip/core'
import { foundCompany } from '@paperclip/core/testing'
import { MIGRATIONS } from '@paperclip/store-kysely'
import { describe, expect, it } from 'vitest'
import { libsqlConnect } from './database.ts'
import { openSqlite } from './open-sqlite.ts'
import { NOBODY, runChild } from './testing/child-process.ts'
import { recordingConnect } from './testing/recording-connect.ts'
import { temporaryFile } from './testing/temporary-file.ts'

async function refusal(opening: Promise<Store | void>): Promise<PaperclipError> {
  const error: unknown = await opening.then(() => new Error('opened'), (refused: unknown) => refused)
  if (!isPaperclipError(error)) throw error
  return error
}
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

describe('opening', () => {
  it('makes the folder and the file for their owner alone', async () => {
    const file = temporaryFile('deep/er/paperclip.db')
    const store = await openSqlite({ file })
    await foundCompany(store)
    expect([dirname(file), dirname(dirname(file))].map(modeOf)).toEqual(['700', '700'])
    expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['600', '600', '600'])
    await store.close()
  })

  it('C3: runs with a write-ahead log that is synced at every commit, foreign keys, and no waiting inside SQLite', async () => {
    const { connect, databases } = await recordingConnect()
    const store = await openSqlite({ file: temporaryFile(), connect })
    expect(databases.length).toBe(2)
    for (const database of databases) {
      const pragma = (name: string) => Object.values(database.prepare(`pragma ${name}`).all()[0] as Record<string, unknown>)[0]
      expect({ journal: pragma('journal_mode'), synchronous: pragma('synchronous'), foreignKeys: pragma('foreign_keys'), waits: pragma('busy_timeout') })
        .toEqual({ journal: 'wal', synchronous: 2, foreignKeys: 1, waits: 0 })
    }
    await store.close()
  })

  it('finds what was written before', async () => {
    const file = temporaryFile(), first = await openSqlite({ file })
    const company = await foundCompany(first)
    await first.close()
    const second = await openSqlite({ file })
    expect((await second.instance.company(company))?.id).toBe(company)
    await second.close()
  })

  it('migrates a new file once, however many open it at once', async () => {
    const file = temporaryFile()
    const stores = await Promise.all(Array.from({ length: 6 }, () => openSqlite({ file })))
    await foundCompany(stores[0] as Store)
    for (const store of stores) expect((await store.instance.companies({})).rows.length).toBe(1)
    await Promise.all(stores.map(store => store.close()))
  })

  it.each([':memory:', '', 'file::memory:?cache=shared', 'libsql://db.example', 'https://db.example'])('refuses "%s" and points to memoryStore', async file => {
    expect(await refusal(openSqlite({ file }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('memoryStore()') })
  })

  it('refuses a file that is not a database, and leaves it as it is', async () => {
    const file = temporaryFile('notes.txt'), text = 'Dear diary, this is not a database. '.repeat(100)
    writeFileSync(file, text)
    expect(await refusal(openSqlite({ file }))).toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/notes\.txt is not a SQLite database/) })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it("refuses another program's database, and leaves it as it is", async () => {
    const file = temporaryFile('other.db'), other = (await libsqlConnect())(file)
    other.exec('create table customers (name text)')
    other.close()
    const before = readFileSync(file)
    expect(await refusal(openSqlite({ file }))).toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/other\.db holds another program's data.*customers/) })
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })

  it('refuses a database whose marker somebody else wrote', async () => {
    const file = temporaryFile(), other = (await libsqlConnect())(file)
    other.exec("create table paperclip_meta (name text, value text); insert into paperclip_meta values ('application', 'stationery')")
    other.close()
    expect(await refusal(openSqlite({ file }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('did not write') })
  })

  it('refuses a database of a newer version, and leaves it as it is', async () => {
    const file = temporaryFile()
    await (await openSqlite({ file })).close()
    const newer = (await libsqlConnect())(file)
    newer.exec("update paperclip_meta set value = '9999' where name = 'schema_version'")
    newer.close()
    expect(await refusal(openSqlite({ file }))).toMatchObject({ code: 'misconfigured', message: expect.stringMatching(/newer version of Paperclip \(schema 9999/) })
    const after = (await libsqlConnect())(file)
    expect(after.prepare("select value from paperclip_meta where name = 'schema_version'").all()).toMatchObject([{ value: '9999' }])
  })

  it('is not ready any more once another version brought its file to its own schema, and is again once that is back', async () => {
    const file = temporaryFile(), store = await openSqlite({ file }), newer = (await libsqlConnect())(file)
    const version = (value: number) => newer.exec(`update paperclip_meta set value = '${value}' where name = 'schema_version'`)
    await store.ready()
    version(9_999)
    expect(await refusal(store.ready())).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('newer version of Paperclip (schema 9999') })
    version(0)
    expect(await refusal(store.ready())).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('not of this version any more (schema 0') })
    version(MIGRATIONS.length)
    await store.ready()
    newer.close()
    await store.close()
  })

  it('refuses a folder in place of the file, and a file in place of the folder', async () => {
    const folder = dirname(temporaryFile())
    expect(await refusal(openSqlite({ file: folder }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining(`${folder} is a folder`) })
    writeFileSync(join(folder, 'plain'), '')
    expect(await refusal(openSqlite({ file: join(folder, 'plain/paperclip.db') }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('is not a folder') })
  })

  it('refuses a folder that cannot be made', async () => {
    expect(await refusal(openSqlite({ file: '/proc/nowhere/paperclip.db' }))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('/proc/nowhere/paperclip.db') })
  })
})

describe('opening without permission', () => {
  const refusedTo = async (file: string) => await runChild('opener.child.ts', [file], NOBODY)

  it('refuses a file that may not be written', async () => {
    const file = temporaryFile()
    await (await openSqlite({ file })).close()
    chmodSync(dirname(file), 0o755)
    chmodSync(file, 0o444)
    expect(await refusedTo(file)).toMatchObject({ code: 'misconfigured', message: expect.stringContaining(file) })
  })

  it('refuses a folder that may not be written, where the log would be', async () => {
    const file = temporaryFile()
    writeFileSync(file, '')
    chmodSync(file, 0o666)
    chmodSync(dirname(file), 0o555)
    expect(await refusedTo(file)).toMatchObject({ code: 'misconfigured', message: expect.stringContaining(dirname(file)) })
    chmodSync(dirname(file), 0o755)
  })

  it('refuses a folder in which none can be made', async () => {
    const folder = join(dirname(temporaryFile()), 'closed')
    mkdirSync(folder, { mode: 0o555 })
    chmodSync(dirname(folder), 0o755)
    expect(await refusedTo(join(folder, 'deeper/paperclip.db'))).toMatchObject({ code: 'misconfigured', message: expect.stringContaining('write access') })
  })
})
