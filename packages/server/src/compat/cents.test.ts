import { describe, expect, it } from 'vitest'
import { centsOf, microsOf } from './cents.ts'

describe('cents', () => {
  it.each([[0, 0], [1, 1], [9_999, 1], [10_000, 1], [10_001, 2], [1_000_000, 100]])('%i micro-dollars are %i, rounded up', (micros, cents) => expect(centsOf(micros)).toBe(cents))
  it.each([[0, 0], [1, 10_000], [0.1, 1_000], [0.00001, 1], [12.34567, 123_457], [0.07, 700]])('%d are %i micro-dollars', (cents, micros) => expect(microsOf(cents)).toBe(micros))
})
