import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeClock, foundCompany, testBlobs, testVault } from '@paperclip/core/testing'
import type { Keepers } from '@paperclip/core/store'
import { afterAll, expect } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import type { MasterKey } from './shared-vault.ts'
import { Bench } from './testing/bench.ts'
import { asAdmin, onPostgres, rowsOf, testDatabase, type TestDatabase } from './testing/test-database.ts'

const { describe, it } = onPostgres
const hexKey = () => randomBytes(32).toString('hex')
const keepersOf = ({ keepers }: { readonly keepers?: Keepers }): Keepers => {
  if (!keepers) throw new Error('there are no keepers')
  return keepers
}

const bench = new Bench()
afterAll(() => bench.clear())

testBlobs(onPostgres, {
  name: 'the rows of PostgreSQL',
  async open() {
    const { store, second, close } = await bench.take(new FakeClock())
    return { blobs: keepersOf(store).blobs, second: keepersOf(second).blobs, close }
  },
})

/** Vaults keep nothing: all tests have the same. */
let vaults: ReturnType<typeof openVaults> | undefined
async function openVaults() {
  const databases = [await testDatabase(), await testDatabase()] as const, masterKey = hexKey()
  const [{ url }, { url: otherUrl }] = databases
  const stores = [await openPostgres({ url, masterKey }), await openPostgres({ url, masterKey }), await openPostgres({ url: otherUrl, masterKey: hexKey() })] as const
  const [vault, same, other] = [keepersOf(stores[0]).vault, keepersOf(stores[1]).vault, keepersOf(stores[2]).vault]
  return {
    vault, same, other,
    async clear() {
      await Promise.all(stores.map(store => store.close()))
      for (const { drop } of databases) await drop()
    },
  }
}
afterAll(async () => (await vaults)?.clear())

testVault(onPostgres, { name: 'the shared vault of PostgreSQL', open: async () => ({ ...await (vaults ??= openVaults()), close: async () => {} }) })

describe('the keepers of PostgreSQL', () => {
  /** A database, a folder, and stores on it that are closed in the end. */
  async function place(act: (place: { database: TestDatabase; folder: string; open(masterKey?: MasterKey): ReturnType<typeof openPostgres> }) => Promise<void>): Promise<void> {
    const database = await testDatabase(), folder = mkdtempSync(join(tmpdir(), 'paperclip-keys-')), stores: { close(): Promise<void> }[] = []
    try {
      await act({
        database, folder,
        async open(masterKey) {
          const store = await openPostgres({ url: database.url, connections: 2, ...masterKey === undefined ? {} : { masterKey } })
          stores.push(store)
          return store
        },
      })
    } finally {
      await Promise.all(stores.map(store => store.close()))
      await database.drop()
      rmSync(folder, { recursive: true })
    }
  }

  it('G05: refuse a node that has another master key, and hold none in the database', () => place(async ({ database, open }) => {
    const key = hexKey(), first = await open(key)
    const wrapped = await keepersOf(first).vault.wrap(Buffer.from('a key'), 'cmp_a')
    await expect(open(hexKey())).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('another master key') })
    expect(Buffer.from(await keepersOf(await open(Buffer.from(key, 'hex'))).vault.unwrap(wrapped, 'cmp_a')).toString()).toBe('a key')
    const marks = JSON.stringify(await rowsOf(database.adminUrl, 'select * from installation'))
    expect(marks).toContain('master key')
    for (const form of [key, Buffer.from(key, 'hex').toString('base64'), Buffer.from(key, 'hex').toString('base64url')]) expect(marks).not.toContain(form)
  }))

  it('G05: take a node that has several, as long as the one of the installation is among them; once everything is under another, that is the one', () => place(async ({ open }) => {
    const [old, next] = [hexKey(), hexKey()], first = keepersOf(await open(old)).vault
    const wrapped = await first.wrap(Buffer.from('a key'), 'cmp_a')
    for (const keys of [`${old} ${next}`, `${next} ${old}`]) expect(Buffer.from(await keepersOf(await open(keys)).vault.unwrap(wrapped, 'cmp_a')).toString()).toBe('a key')
    await expect(open(next)).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('another master key') })
    await keepersOf(await open(`${next} ${old}`)).vault.settle()
    await expect(open(old)).rejects.toMatchObject({ code: 'misconfigured' })
    expect(await keepersOf(await open(next)).vault.isCurrent(wrapped)).toBe(false)
  }))

  it('G05: make the file of the master key once, for its owner alone, and never in place of one that is known', () => place(async ({ folder, open }) => {
    const file = join(folder, 'master.key'), lost = join(folder, 'lost.key'), first = await open({ file })
    expect(existsSync(file)).toBe(false)
    const signature = await keepersOf(first).vault.sign('one')
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600')
    expect(await keepersOf(await open({ file })).vault.sign('one')).toBe(signature)
    await expect(open({ file: lost })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('there is none at') })
    expect(existsSync(lost)).toBe(false)
  }))

  it('G05: have one key, of two nodes that each begin with a file of their own', () => place(async ({ folder, open }) => {
    const vaults = [keepersOf(await open({ file: join(folder, 'a.key') })).vault, keepersOf(await open({ file: join(folder, 'b.key') })).vault]
    const ends = await Promise.allSettled(vaults.map(vault => vault.sign('one')))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'misconfigured' } })
  }))

  it('say what is missing where no master key was given', () => place(async ({ open }) => {
    const { vault } = keepersOf(await open())
    for (const asked of [vault.wrap(Buffer.from('a'), ''), vault.unwrap('v1.', ''), vault.sign('one')]) {
      await expect(asked).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('masterKey') })
    }
  }))

  it('T2: keep bytes behind the wall of their company, and find them damaged where they are', () => place(async ({ database, open }) => {
    const store = await open(), { blobs } = keepersOf(store), company = await foundCompany(store)
    const { sha256 } = await blobs.put(company, Buffer.from('abc'), { most: 3 })
    expect(await rowsOf(database.url, 'select * from blobs')).toEqual([])
    expect(await rowsOf(database.adminUrl, 'select company_id from blobs')).toEqual([{ company_id: company }])
    await asAdmin(database.adminUrl, "update blobs set body = 'abd'")
    await expect(blobs.get(company, sha256)).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('damaged') })
    await blobs.put(company, Buffer.from('abc'), { most: 3 })
    expect(Buffer.from(await blobs.get(company, sha256) ?? []).toString()).toBe('abc')
  }))
})
