import { describe, expect, it } from 'vitest'
import type { BudgetWindow } from '../domain/budget.ts'
import { mostWithin, windowOf } from './budget-window.ts'

describe('B6: the window of a budget', () => {
  it.each([
    ['day', 'UTC', '2026-01-05T23:59:59Z', '2026-01-05T00:00:00.000Z', '2026-01-06T00:00:00.000Z'],
    ['day', 'Europe/Berlin', '2026-01-05T23:30:00Z', '2026-01-05T23:00:00.000Z', '2026-01-06T23:00:00.000Z'],
    ['day', 'Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['day', 'America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
    ['week', 'UTC', '2026-01-04T12:00:00Z', '2025-12-29T00:00:00.000Z', '2026-01-05T00:00:00.000Z'],
    ['week', 'Asia/Tokyo', '2026-01-04T15:00:00Z', '2026-01-04T15:00:00.000Z', '2026-01-11T15:00:00.000Z'],
    ['month', 'UTC', '2026-02-28T23:59:59Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['month', 'America/New_York', '2026-01-01T03:00:00Z', '2025-12-01T05:00:00.000Z', '2026-01-01T05:00:00.000Z'],
    ['month', 'UTC', '2026-12-31T00:00:00Z', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ] as const)('%s in %s at %s', (window, zone, at, startsAt, endsAt) => {
    const found = windowOf(window, zone, new Date(at))
    expect([found.startsAt.toISOString(), found.endsAt?.toISOString()]).toEqual([startsAt, endsAt])
  })

  it('of a lifetime has no end', () => {
    expect(windowOf('lifetime', 'UTC', new Date())).toEqual({ startsAt: new Date(0), endsAt: null })
  })

  it('follows the one before without a gap or overlap, all year in every zone', () => {
    for (const zone of ['Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia', 'Africa/Cairo']) {
      let at = new Date('2026-01-01T12:00:00Z')
      for (let day = 0; day < 365; day++) {
        const { endsAt } = windowOf('day', zone, at)
        expect(windowOf('day', zone, endsAt!).startsAt).toEqual(endsAt)
        at = endsAt!
      }
    }
  })
})

describe('the most a budget comes to', () => {
  it.each<[number, BudgetWindow, BudgetWindow, number]>([
    [5, 'month', 'month', 5], [5, 'lifetime', 'day', 5], [5, 'month', 'week', 5],
    [1, 'day', 'week', 7], [1, 'day', 'month', 31], [1, 'week', 'month', 6], [1, 'month', 'lifetime', Infinity], [0, 'day', 'lifetime', 0],
  ])('of %d per %s in a %s is %d', (limit, window, other, expected) => {
    expect(mostWithin({ limit, window }, other)).toBe(expected)
  })
})
