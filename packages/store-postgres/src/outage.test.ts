import { foundCompany, sampleRow } from '@paperclip/core/testing'
import type { Store } from '@paperclip/core'
import pg from 'pg'
import { expect, onTestFinished } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { findBinaries, startOwnServer } from './testing/own-server.ts'
import { asAdmin, onPostgres, rowsOf, socketOf, testDatabase, throughPort } from './testing/test-database.ts'
import { tcpProxy } from './testing/tcp-proxy.ts'

const { describe, it } = onPostgres
const write = (store: Store, company: string, id: string) => store.transact(company, tx => tx.put('session', sampleRow('session', 'bare', { id })))
const sessionOf = (store: Store, company: string, id: string) => store.read(company, view => view.get('session', id))
const codeOf = (error: unknown): unknown => Reflect.get(Object(error), 'code')

describe('a database that goes away', () => {
  it('F4: is waited for by all calls until the deadline, while it starts again', async ctx => {
    const binaries = findBinaries()
    if (binaries === undefined) return ctx.skip('there is no PostgreSQL here that could be killed')
    const server = await startOwnServer(binaries, 'durable')
    onTestFinished(() => server.stop())
    const store = await openPostgres({ url: server.url, wall: 'waived', deadlineMs: 60_000 }), company = await foundCompany(store)
    onTestFinished(() => store.close())
    await write(store, company, 'before')
    await server.crash()
    const calls = [write(store, company, 'meanwhile'), sessionOf(store, company, 'before').then(found => expect(found?.id).toBe('before')), store.instance.companies({}), store.alarms.nextDue(),
      store.alarms.claim({ owner: 'me', leaseMs: 1_000, limit: 1 }), store.alarms.renew({ companyId: company, agentId: 'a', owner: 'me', fence: 1 }, 1_000)]
    await server.again()
    await Promise.all(calls)
    expect(await sessionOf(store, company, 'meanwhile')).toMatchObject({ id: 'meanwhile' })
  }, 60_000)

  it('F4: is said to be away after the deadline, by who waits and by who waits with him', async () => {
    const { url, drop } = await testDatabase(), proxy = await tcpProxy(socketOf(url)), store = await openPostgres({ url: throughPort(url, proxy.port), deadlineMs: 300 }), company = await foundCompany(store)
    onTestFinished(async () => {
      await store.close()
      await drop()
    })
    proxy.close()
    proxy.reset()
    const ends = await Promise.all([1, 2, 3].map(n => write(store, company, `${n}`).catch(codeOf)).concat(sessionOf(store, company, 'x').then(() => {}).catch(codeOf)))
    expect(ends).toEqual(['unavailable', 'unavailable', 'unavailable', 'unavailable'])
  })

  it.each(['begin isolation level repeatable read', 'sessions'])('F4: reads run again whose connection was reset after "%s"', async after => {
    const { url, drop } = await testDatabase(), proxy = await tcpProxy(socketOf(url)), store = await openPostgres({ url: throughPort(url, proxy.port) }), company = await foundCompany(store)
    onTestFinished(async () => {
      await store.close()
      await drop()
    })
    await write(store, company, 'kept')
    proxy.weather = { kind: 'cut', after, delivered: 'yes' }
    expect(await sessionOf(store, company, 'kept')).toMatchObject({ id: 'kept' })
    expect(proxy.weather.kind).toBe('fair')
  })

  it('F4: is asked for a connection again where it has none to give, and not where the database is gone', async () => {
    const { url, adminUrl, drop } = await testDatabase(), store = await openPostgres({ url, deadlineMs: 20_000 }), company = await foundCompany(store)
    onTestFinished(() => store.close())
    const role = pg.escapeIdentifier(new pg.Client({ connectionString: url }).user ?? ''), name = new pg.Client({ connectionString: url }).database ?? '', elsewhere = adminUrl.replace(`/${name}`, '/postgres')
    await asAdmin(elsewhere, `alter database ${name} connection limit 0`)
    const end = () => rowsOf(elsewhere, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
    await end()
    const writing = write(store, company, 'at last'), taken = new pg.Client({ connectionString: url })
    expect(await taken.connect().catch(codeOf), role).toBe('53300')
    await asAdmin(elsewhere, `alter database ${name} connection limit -1`)
    await writing
    expect(await sessionOf(store, company, 'at last')).toMatchObject({ id: 'at last' })
    await drop()
    expect(await write(store, company, 'never').catch(codeOf)).toBe('misconfigured')
  })
})
