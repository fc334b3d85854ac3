import { describe, expect, it } from 'vitest'
import { dateOf } from './date-of.ts'

describe('a date', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'], ['2028-02-29', '2028-02-29T00:00:00.000Z'], ['2026-03-01T17:00Z', '2026-03-01T17:00:00.000Z'],
    ['2026-03-01T00:30:00+02:00', '2026-02-28T22:30:00.000Z'],
  ])('%s is read', (text, at) => expect(dateOf('due', text).toISOString()).toBe(at))

  it.each([['1'], ['foo 1'], ['2026-02-31'], ['2026-02-29'], ['2026-13-01'], ['tomorrow'], [''], ['275760-01-01'], ['2026-03-01T25:00Z'], ['2026-03-01T17:00']])('%j is refused', text => {
    expect(() => dateOf('due', text)).toThrow(`--due: must be a date (was "${text}").`)
  })
})
