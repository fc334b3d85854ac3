import { describe, expect, it } from 'vitest'
import { startFrom } from './company-tail.ts'

describe('where a stream begins', () => {
  it.each([
    ['what is new, where nothing is said', null, 50, { kind: 'now' }],
    ['after the record that was told last', 20, 50, { kind: 'after', seq: 20 }],
    ['after the last record there is', 50, 50, { kind: 'after', seq: 50 }],
    ['anew, from a record that there never was', 51, 50, { kind: 'reset', reason: 'unknown' }],
    ['far back', 1, 10_001, { kind: 'after', seq: 1 }],
    ['anew, from too far back', 0, 10_001, { kind: 'reset', reason: 'too_old' }],
  ] as const)('is %s', (_, from, last, start) => {
    expect(startFrom(from, last)).toEqual(start)
  })
})
