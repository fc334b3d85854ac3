import { foundCompany, sampleRow } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { Connection } from './connection.ts'
import { libsqlConnect } from './database.ts'
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
