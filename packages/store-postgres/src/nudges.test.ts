import { FakeClock, foundCompany } from '@paperclip/core/testing'
import { afterAll, expect, onTestFinished } from 'vitest'
import { Nudges } from './nudges.ts'
import { openPostgres } from './open-postgres.ts'
import { openPool } from './pool.ts'
import { asAdmin, onPostgres, rowsOf, socketOf, testDatabase, throughPort, type TestDatabase } from './testing/test-database.ts'
import { tcpProxy } from './testing/tcp-proxy.ts'

const { describe, it } = onPostgres
const AGAIN_MS = 1_000, LOOK_MS = 10_000
let database: TestDatabase | undefined
afterAll(() => database?.drop())

/** Nudges over a network that has weather, and their watcher. */
async function overNetwork() {
  const { url, adminUrl } = database ??= await testDatabase(), proxy = await tcpProxy(socketOf(url)), clock = new FakeClock()
  const reach = { url: throughPort(url, proxy.port), connections: 2, deadlineMs: 500 }, pool = openPool(reach), nudges = new Nudges(pool, { reach, clock })
  let heard = 0
  onTestFinished(async () => {
    proxy.weather = { kind: 'fair' }
    await nudges.close()
    await pool.end()
  })
  const listening = async () => (await rowsOf(adminUrl, "select pid from pg_stat_activity where query like 'listen%' and datname = current_database()")).map(({ pid }) => pid)
  return { url, adminUrl, proxy, clock, nudges, listening, watch: () => nudges.add(() => void heard++), heard: () => heard }
}

describe('nudges', () => {
  it('have one connection at most, however often it is refused to listen, and none when they are closed', async () => {
    const { proxy, clock, nudges, watch } = await overNetwork()
    proxy.weather = { kind: 'garbled', word: 'listen' }
    watch()
    const isRefused = () => expect.poll(() => clock.waiting).toBe(2)                     // the next look, and the next attempt
    for (let n = 0; n < 5; n++) {
      await isRefused()
      await expect.poll(() => proxy.open).toBe(0)
      await clock.advance(AGAIN_MS)
    }
    await expect.poll(() => proxy.open).toBeGreaterThan(0)
    await nudges.close()
    await expect.poll(() => proxy.open).toBe(0)
    expect(clock.waiting).toBe(0)
  })

  it('find out that the connection on which they listen died without a word, listen on another, and tell what they missed', async () => {
    const { proxy, clock, watch, heard, listening } = await overNetwork()
    watch()
    await expect.poll(heard).toBe(1)
    const [before] = await listening()
    proxy.weather = { kind: 'silent', after: 'pg_current_snapshot' }
    await clock.advance(LOOK_MS)
    await expect.poll(() => clock.waiting, { timeout: 5_000 }).toBe(2)
    proxy.weather = { kind: 'fair' }
    await clock.advance(AGAIN_MS)
    await expect.poll(heard).toBe(2)
    expect(await listening()).not.toContain(before)
  })

  it('tell by the clock what was written by one who died before saying so', async () => {
    const { url, clock, watch, heard } = await overNetwork()
    watch()
    await expect.poll(heard).toBe(1)
    await clock.advance(LOOK_MS)
    await expect.poll(heard).toBe(2)
    await asAdmin(url, 'select pg_current_xact_id()')
    expect(heard()).toBe(2)
    await clock.advance(LOOK_MS)
    await expect.poll(heard).toBe(3)
  })

  it('say again what they could not say', async () => {
    const { url, proxy, clock, nudges } = await overNetwork(), other = await openPostgres({ url })
    let heard = 0
    onTestFinished(() => other.close())
    other.watch(() => void heard++)
    await expect.poll(() => heard).toBe(1)
    proxy.weather = { kind: 'cut', after: 'pg_notify', delivered: 'no' }
    nudges.say()
    await expect.poll(() => clock.waiting).toBe(1)
    expect(heard).toBe(1)
    await clock.advance(AGAIN_MS)
    await expect.poll(() => heard).toBe(2)
  })

  it('leave no connection of a store that was closed while it began to listen', async () => {
    const { proxy, url } = await overNetwork(), store = await openPostgres({ url: throughPort(url, proxy.port) })
    await foundCompany(store)
    store.watch(() => {})
    await store.close()
    await expect.poll(() => proxy.open).toBe(0)
  })
})
