import { describe, expect, it } from 'vitest'
import { microsOfDollars } from './dollars.ts'

describe('microsOfDollars', () => {
  it.each<[string | number, number | null]>([
    ['0', 0], ['1', 1_000_000], ['0.0123', 12_300], [0.0123, 12_300], [1e-7, 0], ['5e-7', 1], ['0.0000005', 1], ['0.00000049999', 0],
    [0.1 + 0.2, 300_000], ['0.006058', 6_058], ['12.3456789', 12_345_679], ['1.5e2', 150_000_000], ['9007199254.740991', Number.MAX_SAFE_INTEGER],
    ['-1', null], [-0.5, null], ['', null], ['abc', null], ['$1', null], ['1,5', null], [Number.NaN, null], [Number.POSITIVE_INFINITY, null],
    ['1e999', null], ['1e99', null], ['9'.repeat(31), null], ['0x10', null],
  ])('reads %s as %s', (written, micros) => expect(microsOfDollars(written)).toBe(micros))
})
