import { monitorEventLoopDelay } from 'node:perf_hooks'
import { foundCompany, verifiedChain } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { libsqlConnect, type Connect } from '../database.ts'
import { openSqlite } from '../open-sqlite.ts'
import { temporaryFile } from '../testing/temporary-file.ts'
import { bundled, startChild } from './fixtures/child.ts'

const WRITERS = 16, EACH = 10

describe('a file that many processes write to', () => {
  it(`A5: gives ${WRITERS} processes one gap-free order, which is that of their commits`, async () => {
    const file = temporaryFile(), store = await openSqlite({ file, busyMs: 60_000 })
    const company = await foundCompany(store), founded = (await verifiedChain(store, company)).length
    const program = await bundled('counting-writer.child.ts')
    const children = Array.from({ length: WRITERS }, (_, n) => startChild(program, [file, company, `writer${n}`, String(EACH)]))
    await Promise.all(children.map(child => child.said(/ready/)))
    for (const child of children) child.tell('go')
    expect(await Promise.all(children.map(({ exited }) => exited)), children.map(({ text }) => text).join('')).toEqual(children.map(() => 0))

    const records = await verifiedChain(store, company)
    expect(records.map(({ seq }) => seq)).toEqual(Array.from({ length: founded + WRITERS * EACH }, (_, n) => n + 1))
    const written = records.slice(founded)
    expect(written.map(({ texts }) => texts?.['title']), 'each was written after the one before it').toEqual(written.map(({ seq }) => `after ${seq - 1}`))
    const acked = children.flatMap(({ text }) => [...text.matchAll(/acked (\d+) (\w+)/g)].map(([, seq, id]) => `${seq} ${id}`))
    expect(acked.sort(), 'what was acknowledged is what stands').toEqual(written.map(({ seq, entityId }) => `${seq} ${entityId}`).sort())
    for (const child of children) {
      const own = [...child.text.matchAll(/acked (\d+)/g)].map(match => Number(match[1]))
      expect(own, 'the order of a writer is the order of its commits').toEqual([...own].sort((a, b) => a - b))
    }
    await store.close()
  }, 90_000)

  it('F5: never blocks the event loop of one that waits for another: the lock is held 300 ms at a time, and the loop turns all the while', async () => {
    const file = temporaryFile(), libsql = await libsqlConnect(), busy: number[] = []
    const connect: Connect = path => {
      const database = libsql(path)
      return { prepare: sql => database.prepare(sql), close: () => database.close(), exec: sql => timed(() => database.exec(sql), busy) }
    }
    const store = await openSqlite({ file, connect, busyMs: 60_000 })
    const company = await foundCompany(store)
    const holder = startChild(await bundled('holder.child.ts'), [file])
    await holder.said(/held 1\./)
    let written = 0, turns = 0
    const over = new AbortController()
    const turn = () => {
      turns++
      if (!over.signal.aborted) setTimeout(turn, 1)
    }
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    turn()
    const began = performance.now()
    const writing = (async () => {
      for (; !over.signal.aborted; written++) await store.transact(company, tx => tx.put('session', { id: 'one', agentId: 'agt_1', taskId: null, state: written, updatedAt: new Date() }))
    })()
    await holder.said(/held 4\./)
    over.abort()
    const took = performance.now() - began
    delay.disable()
    holder.tell('stop')
    await writing
    await holder.exited
    busy.sort((a, b) => a - b)
    const at = (share: number) => busy[Math.floor(busy.length * share)] ?? NaN
    const measured = `${busy.length} times busy: median ${at(0.5).toFixed(2)}, p90 ${at(0.9).toFixed(2)}, most ${at(0.999).toFixed(2)} ms; ${written} written and ${turns} turns of the loop in ${Math.round(took)} ms; its delay: median ${ms(delay.percentile(50))}, p99 ${ms(delay.percentile(99))}, most ${ms(delay.max)} ms`
    expect(busy.length, measured).toBeGreaterThan(20)
    expect(at(0.5), measured).toBeLessThan(5)
    expect(at(0.9), measured).toBeLessThan(25)                       // a machine that is busy itself
    expect(turns, measured).toBeGreaterThan(took / 50)               // waiting inside SQLite would have left three or four turns a second
    await store.close()
  }, 60_000)
})

/** Notes how long a call took that found the database busy. */
function timed(call: () => unknown, busy: number[]): unknown {
  const began = performance.now()
  try {
    return call()
  } catch (error) {
    busy.push(performance.now() - began)
    throw error
  }
}

const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1)
