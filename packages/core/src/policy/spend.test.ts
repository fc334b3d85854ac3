import { describe, expect, it } from 'vitest'
import type { Balance } from '../domain/budget.ts'
import { usd } from '../domain/money.ts'
import { isAtCap, postingOf, releasedFrom, reservedIn, spentFrom, worstOf } from './spend.ts'

const balance = (reserved: number, spent: number): Balance =>
  ({ id: 'bud_1:0', budgetId: 'bud_1', startsAt: new Date(0), endsAt: null, reserved: usd(reserved), spent: usd(spent), warnedAt: null, stoppedAt: null })

describe('a spend', () => {
  it.each([
    ['within what is reserved comes out of it', 1, 3, { fromReserve: usd(1), beyond: usd(0) }],
    ['of all that is reserved leaves nothing', 3, 3, { fromReserve: usd(3), beyond: usd(0) }],
    ['B3: beyond what is reserved is posted all the same', 5, 3, { fromReserve: usd(3), beyond: usd(2) }],
    ['without a reservation is all beyond', 5, 0, { fromReserve: usd(0), beyond: usd(5) }],
  ])('%s', (_name, amount, reserved, expected) => {
    expect(postingOf(usd(amount), usd(reserved))).toEqual(expected)
  })

  it.each([
    ['spent within the reservation', spentFrom(balance(3, 1), usd(2), postingOf(usd(2), usd(3))), balance(1, 3)],
    ['spent beyond it', spentFrom(balance(3, 1), usd(5), postingOf(usd(5), usd(3))), balance(0, 6)],
    ['reserved', reservedIn(balance(3, 1), usd(2)), balance(5, 1)],
    ['released', releasedFrom(balance(3, 1), usd(3)), balance(0, 1)],
  ])('B5: a balance is exact after money was %s', (_name, after, expected) => {
    expect(after).toEqual(expected)
  })

  it.each([['is the worst where nobody knows', 'unknown', usd(3)], ['is nothing where it was metered', 'known', usd(0)]] as const)('B4: what is posted at the end %s', (_name, cost, expected) => {
    expect(worstOf(usd(3), cost)).toBe(expected)
  })

  it.each([['below its cap', 2, 3, false], ['at its cap', 3, 3, true], ['above its cap', 4, 3, true], ['at nothing where it may spend nothing', 0, 0, false], ['above nothing where it may spend nothing', 1, 0, true]])('B2: a run is %s', (_name, spent, cap, expected) => {
    expect(isAtCap({ spent: usd(spent), cap: usd(cap) })).toBe(expected)
  })
})
