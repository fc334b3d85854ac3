import { FakeClock, foundCompany } from '@paperclip/core/testing'
import { sqlStore } from '@paperclip/store-kysely'
import { describe, expect, it } from 'vitest'
import { libsqlConnect } from './database.ts'
import { openSqlite } from './open-sqlite.ts'
import { sqliteDriver } from './sqlite-driver.ts'
import { temporaryFile } from './testing/temporary-file.ts'

/** A store that waits in time we hold, and a stranger's connection that can lock its file. */
async function lockable() {
  const file = temporaryFile(), clock = new FakeClock(), connect = await libsqlConnect()
  const store = await sqlStore(await sqliteDriver({ file, connect, clock, patience: { clock, chance: () => 0.5, forMs: 10_000 } }))
  const company = await foundCompany(store)
  return { file, clock, store, company, stranger: connect(file) }
}

describe('a file that another process has locked', () => {
  it('F5: is waited for by a timer, never inside SQLite, and then written', async () => {
    const { clock, store, company, stranger } = await lockable()
    stranger.exec('begin immediate')
    const began = performance.now()
    const writing = store.transact(company, async () => 'written')
    while (clock.waiting === 0) await new Promise(resolve => setImmediate(resolve))
    const attempts = 50
    await clock.advance(attempts * 3)
    expect((performance.now() - began) / attempts).toBeLessThan(5)
    stranger.exec('commit')
    await clock.advance(5)
    expect(await writing).toBe('written')
    stranger.close()
    await store.close()
  })

  it('can be read meanwhile', async () => {
    const { store, company, stranger } = await lockable()
    stranger.exec('begin immediate')
    expect((await store.read(company, view => view.get('company', company)))?.id).toBe(company)
    stranger.exec('rollback')
    await store.close()
  })

  it('is `unavailable` after a while, and the store goes on', async () => {
    const { file, clock, store, company, stranger } = await lockable()
    stranger.exec('begin immediate')
    const writing = store.transact(company, async () => {}).catch((error: unknown) => error)
    await clock.advance(10_100)
    expect(await writing).toMatchObject({ code: 'unavailable', message: expect.stringContaining(file) })
    stranger.exec('rollback')
    expect(await store.transact(company, async () => 'alive')).toBe('alive')
    await store.close()
  })

  it('is `unavailable` to open, in real time too', async () => {
    const file = temporaryFile(), stranger = (await libsqlConnect())(file)
    stranger.exec('begin exclusive; create table paperclip_meta (name text)')
    await expect(openSqlite({ file, busyMs: 20 })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(file) })
    stranger.exec('rollback')
    await (await openSqlite({ file, busyMs: 20 })).close()
  })

  it('closes after those who wait have had their turn', async () => {
    const { clock, store, company, stranger } = await lockable()
    stranger.exec('begin immediate')
    const writing = store.transact(company, async () => 'written')
    while (clock.waiting === 0) await new Promise(resolve => setImmediate(resolve))
    const closing = store.close()
    stranger.exec('commit')
    await clock.advance(5)
    await closing
    expect(await writing).toBe('written')
  })
})
