import { systemClock } from '@paperclip/core'
import { foundCompany, sampleRow } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { Connection } from './connection.ts'
import { libsqlConnect } from './database.ts'
import { Line } from './line.ts'
import { openSqlite } from './open-sqlite.ts'
import { recordingConnect } from './testing/recording-connect.ts'
import { temporaryFile } from './testing/temporary-file.ts'

describe('a transaction that SQLite ends by itself', () => {
  it('A1: leaves nothing, not even what a work writes that caught the error', async () => {
    let isFull = false
    const { connect } = await recordingConnect((sql, statement, database) => ({
      all: (...values) => statement.all(...values),
      get: (...values) => statement.get(...values),
      run(...values) {
        if (!isFull || !sql.startsWith('insert')) return statement.run(...values)
        isFull = false
        database.exec('rollback')                   // as SQLite does on a full disk
        throw Object.assign(new Error('database or disk is full'), { rawCode: 13 })
      },
    }))
    const file = temporaryFile(), store = await openSqlite({ file, connect })
    const company = await foundCompany(store)
    const writing = store.transact(company, async tx => {
      await tx.put('session', sampleRow('session', 'bare', { id: 'before' }))
      isFull = true
      await tx.put('session', sampleRow('session', 'bare', { id: 'during' })).catch(() => {})
      await tx.put('session', sampleRow('session', 'bare', { id: 'after' })).catch(() => {})
    })
    await expect(writing).rejects.toMatchObject({ code: 'unavailable', message: expect.stringMatching(new RegExp(`disk of ${file} is full`)) })
    for (const id of ['before', 'during', 'after']) expect(await store.read(company, view => view.get('session', id))).toBeUndefined()
    await store.transact(company, tx => tx.put('session', sampleRow('session', 'bare')))
    await store.close()
  })

  it('A1: leaves nothing where the commit itself fails', async () => {
    const { connect } = await recordingConnect()
    let fails = false
    const store = await openSqlite({
      file: temporaryFile(),
      connect: file => {
        const database = connect(file)
        return {
          ...database,
          exec(sql) {
            if (fails && sql === 'commit') throw Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })
            return database.exec(sql)
          },
        }
      },
    })
    const company = await foundCompany(store)
    fails = true
    await expect(store.transact(company, async tx => {
      await tx.put('session', sampleRow('session', 'bare'))
      return 'never heard'
    })).rejects.toMatchObject({ code: 'unavailable' })
    fails = false
    expect(await store.read(company, view => view.get('session', 'session_1'))).toBeUndefined()
    await store.close()
  })
})

describe('a connection', () => {
  it.each([[true], [false], [Number.NaN], [undefined], ['a\0b'], [new Date()], [{}]])('binds nothing that libsql changes or dies of: %s', async value => {
    const connection = new Connection((await libsqlConnect())(temporaryFile()))
    expect(() => connection.run({ sql: 'select ? as value', gives: 'rows', parameters: [] }, [value as string])).toThrow('cannot be stored')
    expect(connection.run({ sql: 'select ? as value', gives: 'rows', parameters: [] }, ['fine']).rows).toEqual([['fine']])
    connection.close()
  })
})

describe('a line of works', () => {
  /** A line on a file of its own, by a clock that works move, with how often it has committed. */
  async function lined() {
    let now = 0, commits = 0
    const database = (await libsqlConnect())(temporaryFile())
    const connection = new Connection({
      prepare: sql => database.prepare(sql),
      exec(sql) {
        if (sql === 'commit') commits++
        return database.exec(sql)
      },
      close: () => database.close(),
    })
    const patience = { clock: { ...systemClock, monotonic: () => now }, chance: () => 0, forMs: 1_000 }
    const line = new Line(connection, { file: 'a file', patience, begin: one => one.exec('begin immediate'), share: 'commit' })
    return { line, commits: () => commits, pass: (ms: number) => void (now += ms), close: () => connection.close() }
  }

  it('lets the event loop have a turn every 5 ms, in the middle of what shares a commit', async () => {
    const { line, commits, pass, close } = await lined()
    const turns: number[] = []
    let turn = 0, isOver = false
    const count = (): void => void setImmediate(() => {
      turn++
      if (!isOver) count()
    })
    count()
    await Promise.all(Array.from({ length: 10 }, () => line.push(async () => {
      pass(2)
      turns.push(turn)
    })))
    isOver = true
    expect([commits(), new Set(turns).size]).toEqual([1, 4])               // turns after the third, the sixth and the ninth
    close()
  })

  it('commits after 25 ms, whoever still waits', async () => {
    const { line, commits, pass, close } = await lined()
    await Promise.all(Array.from({ length: 10 }, () => line.push(async () => pass(10))))
    expect(commits()).toBe(4)
    close()
  })
})
