import { describe, expect, it } from 'vitest'
import { retryAfterMs } from './waits.ts'

const now = new Date('2026-01-05T09:00:00Z')

describe('Retry-After', () => {
  it.each([
    ['0', 0], ['120', 120_000], [' 5 ', 5_000],
    ['Mon, 05 Jan 2026 09:01:00 GMT', 60_000],
    ['Mon, 05 Jan 2026 08:00:00 GMT', 0],
    ['99999999999999999999', 604_800_000],
    ['Fri, 01 Jan 2100 00:00:00 GMT', 604_800_000],
    ['', null], [undefined, null], ['-5', null], ['1.5', null], ['1e3', null], ['0x10', null], ['soon', null], ['soon 5', null], ['2026-01-05', null],
    ['Mon, 99 Jan 2026 09:01:00 GMT', null],
  ])('reads %j as %j', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms)
  })
})
