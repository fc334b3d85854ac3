import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usd, type UsdMicros } from '../domain/money.ts'
import { remainingIn, reserveFrom, type Account } from './reserve.ts'
import { postingOf } from './spend.ts'

const account = (limit: number, reserved = 0, spent = 0, stoppedAt: Date | null = null): Account => ({
  budget: { id: 'bud_1', scope: 'company', scopeId: 'com_1', window: 'month', limit: usd(limit), warnPercent: 80, createdAt: new Date(0), updatedAt: new Date(0) },
  balance: { id: 'bud_1:0', budgetId: 'bud_1', startsAt: new Date(0), endsAt: null, reserved: usd(reserved), spent: usd(spent), warnedAt: null, stoppedAt },
})

describe('reserving', () => {
  it.each<[string, Account[], number, { kind: string; amount?: UsdMicros }]>([
    ['without a budget the cap is the limit', [], 1, { kind: 'reserve', amount: usd(1) }],
    ['the cap, if there is enough', [account(10)], 1, { kind: 'reserve', amount: usd(1) }],
    ['what remains, if that is less', [account(10, 4, 5.5)], 1, { kind: 'reserve', amount: usd(0.5) }],
    ['the least of several', [account(10), account(0.3), account(5)], 1, { kind: 'reserve', amount: usd(0.3) }],
    ['too little left by other reservations waits', [account(10, 9.95)], 1, { kind: 'wait' }],
    ['too little left by spend stops', [account(10, 0, 9.95)], 1, { kind: 'stop' }],
    ['a stopped budget stops', [account(10, 0, 1, new Date(0))], 1, { kind: 'stop' }],
    ['one that is used up stops even if another only waits', [account(10, 9.95), account(10, 0, 10)], 1, { kind: 'stop' }],
    ['exactly a tenth of the cap is enough', [account(10, 9.9)], 1, { kind: 'reserve', amount: usd(0.1) }],
    ['nothing wanted is nothing reserved', [account(10)], 0, { kind: 'reserve', amount: usd(0) }],
  ])('%s', (_name, accounts, cap, expected) => {
    expect(reserveFrom(accounts, usd(cap))).toMatchObject(expected)
  })

  it('B1: never leaves an account with more reserved and spent than its limit', () => {
    fc.assert(fc.property(
      fc.array(fc.record({ limit: fc.nat(1_000_000), reserved: fc.nat(1_000_000), spent: fc.nat(1_000_000) }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 2_000_000 }),
      (given, cap) => {
        const accounts = given.map(({ limit, reserved, spent }) => {
          const one = account(0)
          return { budget: { ...one.budget, limit: limit as UsdMicros }, balance: { ...one.balance, reserved: reserved as UsdMicros, spent: spent as UsdMicros } }
        })
        const verdict = reserveFrom(accounts, cap as UsdMicros)
        if (verdict.kind !== 'reserve') return
        expect(verdict.amount).toBeLessThanOrEqual(cap)
        for (const one of accounts) expect(verdict.amount).toBeLessThanOrEqual(remainingIn(one))
      },
    ))
  })

  it('B5: a posting splits exactly, nothing is lost', () => {
    fc.assert(fc.property(fc.nat(), fc.nat(), (amount, reserved) => {
      const { fromReserve, beyond } = postingOf(amount as UsdMicros, reserved as UsdMicros)
      expect(fromReserve + beyond).toBe(amount)
      expect(fromReserve).toBeLessThanOrEqual(reserved)
    }))
  })
})
