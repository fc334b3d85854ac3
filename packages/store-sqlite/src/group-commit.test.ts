import type { CompanyTx, Store } from '@paperclip/core/store'
import { foundCompany, sampleRow, verifiedChain } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { libsqlConnect } from './database.ts'
import { openSqlite } from './open-sqlite.ts'
import { countingConnect } from './testing/counting-connect.ts'
import { recordingConnect } from './testing/recording-connect.ts'
import { temporaryFile } from './testing/temporary-file.ts'

const put = (id: string) => (tx: CompanyTx) => tx.put('session', sampleRow('session', 'bare', { id }))
const big = (id: string, bytes: number) => (tx: CompanyTx) => tx.put('session', sampleRow('session', 'bare', { id, state: 'x'.repeat(bytes) }))
const kept = async (store: Store, company: string) => (await Promise.all(['a', 'b', 'c'].map(id => store.read(company, view => view.get('session', id))))).map(row => row !== undefined)
const outcomes = (works: readonly Promise<unknown>[]) => Promise.allSettled(works).then(all => all.map(({ status }) => status))

/** A store whose commits can be counted and made to fail. */
async function opened() {
  const failing = { commits: 0 }
  const { connect, told } = await countingConnect(sql => {
    if (sql === 'commit' && failing.commits > 0) {
      failing.commits--
      throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })
    }
  })
  const store = await openSqlite({ file: temporaryFile(), connect })
  return { store, failing, commits: () => told('commit'), savepoints: () => told('savepoint work'), company: await foundCompany(store) }
}

describe('works that wait for the same turn', () => {
  it('C3: share one commit, in the order they came', async () => {
    const { store, company, commits } = await opened()
    const before = commits(), order: number[] = []
    await Promise.all(Array.from({ length: 10 }, (_, n) => store.transact(company, async tx => {
      await put(`s${n}`)(tx)
      order.push(n)
    })))
    expect(order).toEqual(Array.from({ length: 10 }, (_, n) => n))
    expect(commits() - before).toBeLessThanOrEqual(4)                        // a slow machine may run out of its 25 ms
    await store.close()
  })

  it('never are more than 64', async () => {
    const { store, company, commits } = await opened()
    const before = commits()
    await Promise.all(Array.from({ length: 65 }, () => store.transact(company, async () => {})))
    expect(commits() - before).toBeGreaterThanOrEqual(2)
    await store.close()
  })

  it('need no savepoint where one is alone', async () => {
    const { store, company, commits, savepoints } = await opened()
    const before = commits()
    for (const id of ['a', 'b', 'c']) await store.transact(company, put(id))
    expect([commits() - before, savepoints()]).toEqual([3, 0])
    await store.close()
  })

  it('A1: stay whole when one of them is refused or throws after writing', async () => {
    const { store, company } = await opened()
    const failed = store.transact(company, async tx => {
      await put('b')(tx)
      throw new Error('No.')
    })
    expect(await outcomes([store.transact(company, put('a')), failed, store.transact(company, put('c'))])).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(failed).rejects.toThrow('No.')
    expect(await kept(store, company)).toEqual([true, false, true])
    expect((await verifiedChain(store, company)).length).toBe(1)
    await store.close()
  })

  it('see what those before them wrote, and nothing of one that was refused', async () => {
    const { store, company } = await opened()
    const seen: boolean[] = []
    const look = (id: string) => store.transact(company, async tx => void seen.push(await tx.get('session', id) !== undefined))
    await outcomes([
      store.transact(company, put('a')), look('a'), store.transact(company, async tx => {
        await put('b')(tx)
        throw new Error('No.')
      }), look('b'),
    ])
    expect(seen).toEqual([true, false])
    await store.close()
  })

  it('are seen by nobody else before their commit, and by every read of a caller that has heard of it', async () => {
    const file = temporaryFile(), store = await openSqlite({ file }), company = await foundCompany(store)
    const stranger = (await libsqlConnect())(file), seen: number[] = []
    const count = async () => void seen.push(stranger.prepare("select id from sessions where id = 'a'").all().length)
    await Promise.all([store.transact(company, put('a')), store.transact(company, count)])
    await count()
    expect(seen).toEqual([0, 1])
    await Promise.all(Array.from({ length: 20 }, async (_, n) => {
      await store.transact(company, put(`s${n}`))
      expect(await store.read(company, view => view.get('session', `s${n}`))).toBeDefined()
    }))
    stranger.close()
    await store.close()
  })

  it('hear of nothing before the commit, be it a result or a refusal', async () => {
    const heard: string[] = []
    const { connect } = await countingConnect(sql => void (sql === 'commit' && heard.push('commit')))
    const store = await openSqlite({ file: temporaryFile(), connect }), company = await foundCompany(store)
    heard.length = 0
    await Promise.all([
      store.transact(company, put('a')).then(() => heard.push('a')),
      store.transact(company, async () => { throw new Error('No.') }).catch(() => heard.push('b')),
      store.transact(company, put('c')).then(() => heard.push('c')),
    ])
    expect(heard[0]).toBe('commit')
    expect(heard.filter(one => one !== 'commit').sort()).toEqual(['a', 'b', 'c'])
    await store.close()
  })

  it('cannot begin another transaction, nor wait for anything but their own', async () => {
    const { store, company } = await opened()
    const nested = store.transact(company, () => store.transact(company, async () => {}))
    const waiting = store.transact(company, () => new Promise(resolve => setTimeout(resolve, 50)))
    await Promise.all([expect(nested).rejects.toMatchObject({ code: 'misconfigured' }), expect(waiting).rejects.toMatchObject({ code: 'misconfigured' }), store.transact(company, put('a'))])
    expect(await kept(store, company)).toEqual([true, false, false])
    await store.close()
  })

  it('all have their turn before the store closes', async () => {
    const { store, company } = await opened()
    const works = Array.from({ length: 100 }, (_, n) => store.transact(company, put(`s${n}`)))
    await store.close()
    expect(new Set(await outcomes(works))).toEqual(new Set(['fulfilled']))
  })
})

describe('a batch that cannot be kept', () => {
  it('A1: is run again one by one when its commit fails', async () => {
    const { store, company, failing } = await opened()
    let runs = 0
    failing.commits = 1
    const works = ['a', 'b', 'c'].map(id => store.transact(company, async tx => {
      runs++
      await put(id)(tx)
      return id
    }))
    expect(await Promise.all(works)).toEqual(['a', 'b', 'c'])
    expect(runs).toBeGreaterThan(3)
    expect(await kept(store, company)).toEqual([true, true, true])
    await store.close()
  })

  it('A1: leaves the error to the one whose own commit fails too', async () => {
    const { store, company, failing } = await opened()
    failing.commits = 2
    const works = ['a', 'b', 'c'].map(id => store.transact(company, put(id)))
    expect(await outcomes(works)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    await expect(works[0]).rejects.toMatchObject({ code: 'unavailable' })
    expect(await kept(store, company)).toEqual([false, true, true])
    await store.close()
  })

  it('A1: leaves the error of a full file to the one that does not fit into it', async () => {
    const file = temporaryFile(), { connect, databases } = await recordingConnect()
    const store = await openSqlite({ file, connect }), company = await foundCompany(store)
    const [{ page_count: pages }] = databases[0]!.prepare('pragma page_count').all() as [{ page_count: number }]
    databases[0]!.exec(`pragma max_page_count = ${pages + 40}`)
    const works = [store.transact(company, put('a')), store.transact(company, big('b', 1_000_000)), store.transact(company, put('c'))]
    expect(await outcomes(works)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    await expect(works[1]).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(file) })
    expect(await kept(store, company)).toEqual([true, false, true])
    await store.close()
  })

  it('A1: leaves nothing of a work that caught the error of a full file', async () => {
    const { connect, databases } = await recordingConnect()
    const store = await openSqlite({ file: temporaryFile(), connect }), company = await foundCompany(store)
    const [{ page_count: pages }] = databases[0]!.prepare('pragma page_count').all() as [{ page_count: number }]
    databases[0]!.exec(`pragma max_page_count = ${pages + 40}`)
    const caught = store.transact(company, async tx => {
      await put('b')(tx)
      await big('d', 1_000_000)(tx).catch(() => {})
    })
    expect(await outcomes([store.transact(company, put('a')), caught, store.transact(company, put('c'))])).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await kept(store, company)).toEqual([true, false, true])
    await store.close()
  })

  it('lets nobody wait longer for a lock than it may be waited for', async () => {
    const file = temporaryFile(), store = await openSqlite({ file, busyMs: 30 }), company = await foundCompany(store)
    const stranger = (await libsqlConnect())(file)
    stranger.exec('begin immediate')
    const began = performance.now()
    expect(await outcomes(['a', 'b', 'c'].map(id => store.transact(company, put(id))))).toEqual(['rejected', 'rejected', 'rejected'])
    expect(performance.now() - began).toBeLessThan(2_000)
    stranger.exec('rollback')
    await store.transact(company, put('a'))
    stranger.close()
    await store.close()
  })
})
