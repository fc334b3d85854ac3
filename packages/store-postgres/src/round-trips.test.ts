import { foundCompany, sampleRow } from '@paperclip/core/testing'
import { expect, onTestFinished } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { tcpProxy } from './testing/tcp-proxy.ts'
import { onPostgres, socketOf, testDatabase, throughPort } from './testing/test-database.ts'

/** Answers are so late that whatever a client sends without waiting for one has left before. */
const LATE = { kind: 'slow', ms: 50 } as const

const { describe, it } = onPostgres

/** A store whose connections are open, and how often it waits for an answer in what it does. */
async function overSlowLine() {
  const { url, drop } = await testDatabase(), proxy = await tcpProxy(socketOf(url)), store = await openPostgres({ url: throughPort(url, proxy.port), connections: 1 }), company = await foundCompany(store)
  onTestFinished(async () => {
    proxy.weather = { kind: 'fair' }
    await store.close()
    await drop()
  })
  return {
    store, company,
    async turnsOf(act: () => Promise<unknown>): Promise<number> {
      for (let warmUp = 0; warmUp < 8; warmUp++) await act()          // statements that go together are known by then
      proxy.weather = LATE
      const before = proxy.turns
      await act()
      proxy.weather = { kind: 'fair' }
      return proxy.turns - before
    },
  }
}

describe('a work on PostgreSQL', () => {
  it('goes behind the wall of its company, takes its lock and asks its first questions in one round trip; what it writes goes with its commit in another', async () => {
    const { store, company, turnsOf } = await overSlowLine()
    expect(await turnsOf(() => store.transact(company, async tx => {
      await Promise.all([tx.get('company', company), tx.list('hold', { where: { agentId: 'nobody' }, by: 'createdAt' })])
      await tx.put('session', sampleRow('session', 'bare', { id: 'one' }))
    }))).toBe(2)
  })

  it('that only reads asks in the round trip that begins it', async () => {
    const { store, company, turnsOf } = await overSlowLine()
    expect(await turnsOf(() => store.read(company, view => Promise.all([view.get('company', company), view.list('hold', { where: { agentId: 'nobody' }, by: 'createdAt' })])))).toBeLessThanOrEqual(2)
  })
})
