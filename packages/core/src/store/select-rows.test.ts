import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlannedQuery } from './query.ts'
import { cut } from './select-rows.ts'

const rows = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), at: fc.integer({ min: 0, max: 9 }) }), { selector: ({ id }) => id, maxLength: 60 })
const plan = (given: Partial<PlannedQuery>): PlannedQuery => ({ where: [], by: 'at', direction: 'up', after: null, limit: 5, ...given })
const inOrder = (all: readonly { id: string; at: number }[]) => all.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

describe('the page of rows that are cut', () => {
  it('is the first of them in order, and one more, whatever order they come in', () => {
    fc.assert(fc.property(rows, fc.integer({ min: 1, max: 70 }), (given, limit) => {
      expect(cut(given, plan({ limit }))).toEqual(inOrder(given).slice(0, limit + 1))
      expect(cut(given, plan({ limit, direction: 'down' }))).toEqual(inOrder(given).reverse().slice(0, limit + 1))
    }))
  })

  it('begins after the cursor', () => {
    fc.assert(fc.property(rows, fc.nat(), (given, pick) => {
      const all = inOrder(given), at = pick % Math.max(all.length, 1), one = all[at]
      fc.pre(one !== undefined)
      const after = { value: one.at, id: one.id }
      expect(cut(given, plan({ after }))).toEqual(all.slice(at + 1, at + 7))
      expect(cut(given, plan({ after, direction: 'down' }))).toEqual(all.slice(0, at).reverse().slice(0, 6))
    }))
  })
})
