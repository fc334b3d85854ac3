import { describe, expect, it } from 'vitest'
import { slotsInMonth } from './lint-slots.ts'
import type { Timing } from './slots.ts'

const FROM = new Date('2026-06-01T00:00:00Z')
const every = (minutes: number): Timing['schedule'] => ({ kind: 'every', everyMs: minutes * 60_000 })
const cron = (pattern: string): Timing['schedule'] => ({ kind: 'cron', cron: pattern, zone: 'UTC' })
const OFFICE = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5], zone: 'UTC' }

describe('slotsInMonth', () => {
  it.each<[string, Timing['schedule'], Timing['activeHours'], number, number]>([
    ['every half hour', every(30), null, 1_440, 0], ['every second', every(1 / 60), null, 2_592_000, 0], ['every morning', cron('0 9 * * *'), null, 30, 0],
    ['on workdays', cron('0 9 * * 1-5'), null, 22, 0], ['every minute by a pattern', cron('* * * * *'), null, 43_200, 100],
    ['every half hour in office hours', every(30), OFFICE, 352, 0], ['every minute in office hours', every(1), OFFICE, 10_560, 600], ['at night in office hours', cron('0 3 * * *'), OFFICE, 0, 0],
  ])('counts the slots %s', (_name, schedule, activeHours, expected, about) => {
    const many = slotsInMonth({ schedule, anchorAt: FROM, activeHours }, FROM)
    expect(Math.abs(many - expected)).toBeLessThanOrEqual(about)
  })
})
