import { systemClock as clock } from '@paperclip/core'
import { expect, onTestFinished } from 'vitest'
import type { PoolClient } from 'pg'
import { openPool } from './pool.ts'
import { findBinaries, startOwnServer } from './testing/own-server.ts'
import { onPostgres } from './testing/test-database.ts'
import { fateOf, markOf } from './transaction-fate.ts'

const IN_TIME = { clock, forMs: 20_000 }
const BEGIN = 'begin; select pg_current_xact_id()::text as xid, pg_backend_pid() as pid; insert into deeds values (1)'

const { describe, it } = onPostgres

/** A server that keeps what it commits, and connections to it. */
async function durable(binaries: string) {
  const server = await startOwnServer(binaries, 'durable'), pool = openPool({ url: server.url, connections: 3, deadlineMs: 10_000 })
  onTestFinished(async () => {
    await pool.end()
    await server.stop()
  })
  await pool.query('create table deeds (n int)')
  const begun = async (client: PoolClient) => markOf(client, client.query(BEGIN))
  const xidNow = async (): Promise<string> => (await pool.query<{ xid: string }>('select pg_current_xact_id()::text as xid')).rows[0]?.xid ?? ''
  return { server, pool, begun, xidNow }
}

describe('the fate of a commit that was not answered', () => {
  it('C2: is known while the server goes on', async ctx => {
    const binaries = findBinaries()
    if (binaries === undefined) return ctx.skip('there is no PostgreSQL here of our own')
    const { pool, begun } = await durable(binaries), one = await pool.connect(), other = await pool.connect()
    const committed = await begun(one), hanging = await begun(other)
    await one.query('commit')
    one.release()
    expect(await fateOf(committed, pool, IN_TIME)).toBe('committed')
    expect(await fateOf(hanging, pool, IN_TIME)).toBe('aborted')
    other.release(true)
  })

  it('C2: is not guessed where somebody has set the statistics of the server to nothing: what hangs is ended first, and what has committed may be somebody else\'s', async ctx => {
    const binaries = findBinaries()
    if (binaries === undefined) return ctx.skip('there is no PostgreSQL here of our own')
    const { pool, begun } = await durable(binaries), one = await pool.connect(), other = await pool.connect()
    const committed = await begun(one), hanging = await begun(other)
    await one.query('commit')
    one.release()
    await pool.query("select pg_stat_reset_shared('bgwriter')")
    expect(await fateOf(committed, pool, IN_TIME)).toBe('unknown')
    expect(await fateOf(hanging, pool, IN_TIME)).toBe('aborted')
    await expect(other.query('commit')).rejects.toThrow()
    other.release(true)
    expect((await pool.query('select * from deeds')).rows).toEqual([{ n: 1 }])
  })

  it('C2: is that of nobody else, after a server that crashed has given its id again', async ctx => {
    const binaries = findBinaries()
    if (binaries === undefined) return ctx.skip('there is no PostgreSQL here that could be killed')
    const { server, pool, begun, xidNow } = await durable(binaries), client = await pool.connect(), mark = await begun(client)
    await server.crash()
    client.release(true)
    await server.again()
    expect(await fateOf(mark, pool, IN_TIME), 'before its id is given again').toBe('aborted')
    while (BigInt(await xidNow()) < BigInt(mark.xid)) { /* ids are given one by one */ }
    expect((await pool.query('select pg_xact_status($1::xid8) as status', [mark.xid])).rows).toEqual([{ status: 'committed' }])
    expect(await fateOf(mark, pool, IN_TIME), 'after somebody else has committed under it').toBe('unknown')
    expect((await pool.query('select * from deeds')).rows).toEqual([])
  })

  it('C2: is that of nobody else, while somebody works under its id', async ctx => {
    const binaries = findBinaries()
    if (binaries === undefined) return ctx.skip('there is no PostgreSQL here that could be killed')
    const { server, pool, begun } = await durable(binaries), client = await pool.connect(), mark = await begun(client)
    await server.crash()
    client.release(true)
    await server.again()
    const later = await pool.connect()
    let now = await begun(later)
    while (BigInt(now.xid) < BigInt(mark.xid)) {
      await later.query('rollback')
      now = await begun(later)
    }
    expect(now.xid).toBe(mark.xid)
    expect(await fateOf(mark, pool, IN_TIME)).toBe('aborted')
    await later.query('commit')
    later.release()
    expect((await pool.query('select * from deeds')).rows).toEqual([{ n: 1 }])
  })
})
