import { isPaperclipError } from '@paperclip/core'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { explained, isAway, isLost, mayPass } from './postgres-error.ts'

/** An error as the server tells it. */
function told(code: string): pg.DatabaseError {
  const error = new pg.DatabaseError('so it is', 1, 'error')
  error.code = code
  return error
}

describe('an error of PostgreSQL', () => {
  it.each([
    ['55000', 'unavailable'], ['55006', 'unavailable'], ['55P03', 'unavailable'], ['58030', 'unavailable'], ['XX000', 'unavailable'], ['25P02', 'unavailable'], ['25006', 'unavailable'],
    ['53300', 'unavailable'], ['57P01', 'unavailable'], ['57P03', 'unavailable'], ['08006', 'unavailable'], ['40001', 'unavailable'], ['57014', 'unavailable'],
    ['54000', 'too_large'], ['42P01', 'misconfigured'], ['42501', 'misconfigured'], ['3D000', 'misconfigured'], ['28P01', 'misconfigured'], ['0A000', 'misconfigured'], ['22012', 'misconfigured'],
    ['22021', 'invalid_input'], ['23505', 'conflict'], ['ZZ999', 'misconfigured'],
  ])('%s is told in our words, as %s', (state, code) => {
    const error = explained(told(state), 'the database')
    expect(isPaperclipError(error)).toBe(true)
    expect(error).toMatchObject({ code, message: expect.stringMatching(/\w/) })
  })

  it('is a lost connection where the server went down, came up, or was never heard of', () => {
    expect(['57P01', '57P02', '57P03', '08006', '25P03'].map(state => isLost(told(state)))).toEqual([true, true, true, true, true])
    expect(isLost(new Error('read ECONNRESET'))).toBe(true)
    expect(['55000', '23505', '57014'].map(state => isLost(told(state)))).toEqual([false, false, false])
  })

  it('says of the server itself that it is away where it cannot be reached or has no room, and of one work where that took too long', () => {
    expect(['57P01', '57P03', '08006', '53100', '53200', '53300'].map(state => isAway(told(state)))).toEqual([true, true, true, true, true, true])
    expect(isAway(new Error('connect ECONNREFUSED'))).toBe(true)
    expect(['57014', '55P03', '40P01', '23505', '28P01', '3D000'].map(state => isAway(told(state)))).toEqual([false, false, false, false, false, false])
  })

  it('may pass where the server starts up, or has no connection left, and not where a name or a password is wrong', () => {
    expect(['57P03', '53300'].map(state => mayPass(told(state)))).toEqual([true, true])
    expect(['28P01', '28000', '3D000', '53100'].map(state => mayPass(told(state)))).toEqual([false, false, false, false])
  })
})
