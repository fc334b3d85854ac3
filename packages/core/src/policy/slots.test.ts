import { describe, expect, it } from 'vitest'
import type { ActiveHours, Schedule } from '../domain/schedule.ts'
import { jitterOf, nextSlot } from './slots.ts'

const anchorAt = new Date('2026-01-05T09:00:00Z')
const every = (everyMs: number): Schedule => ({ kind: 'every', everyMs })
const cron = (pattern: string, zone = 'UTC'): Schedule => ({ kind: 'cron', cron: pattern, zone })
const slotAfter = (schedule: Schedule, after: string, activeHours: ActiveHours | null = null) => nextSlot({ schedule, anchorAt, activeHours }, new Date(after))?.toISOString() ?? null
const hours: ActiveHours = { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5], zone: 'Europe/Berlin' }

describe('the next slot', () => {
  it.each([
    ['every 10 s keeps its phase', every(10_000), '2026-01-05T09:00:03Z', '2026-01-05T09:00:10.000Z'],
    ['is strictly after', every(10_000), '2026-01-05T09:00:10Z', '2026-01-05T09:00:20.000Z'],
    ['is never before the anchor', every(60_000), '2026-01-01T00:00:00Z', '2026-01-05T09:00:00.000Z'],
    ['is found at once however long ago the anchor was', every(1_000), '2036-01-05T09:00:00.500Z', '2036-01-05T09:00:01.000Z'],
    ['follows cron in its zone', cron('0 9 * * *', 'Europe/Berlin'), '2026-01-05T09:00:00Z', '2026-01-06T08:00:00.000Z'],
    ['of a cron that is over is none', cron('0 0 0 1 1 * 2020'), '2026-01-05T09:00:00Z', null],
  ])('%s', (_name, schedule, after, expected) => {
    expect(slotAfter(schedule, after)).toBe(expected)
  })

  it.each([
    ['H5: an hour that is skipped moves on', cron('30 2 * * *', 'Europe/Berlin'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'],
    ['H5: an hour that comes twice runs once', cron('30 2 * * *', 'Europe/Berlin'), '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
    ['H5: every half hour stays every half hour of real time', cron('*/30 * * * *', 'Europe/Berlin'), '2026-10-25T00:30:00Z', '2026-10-25T01:00:00.000Z'],
  ])('%s', (_name, schedule, after, expected) => {
    expect(slotAfter(schedule, after)).toBe(expected)
  })

  it.each([
    ['stays inside the hours', every(3_600_000), '2026-01-05T09:00:00Z', '2026-01-05T10:00:00.000Z'],
    ['waits for the next morning', every(3_600_000), '2026-01-05T15:30:00Z', '2026-01-06T08:00:00.000Z'],
    ['waits for Monday', every(3_600_000), '2026-01-09T15:30:00Z', '2026-01-12T08:00:00.000Z'],
    ['is none if a schedule never falls into the hours', cron('0 3 * * *', 'Europe/Berlin'), '2026-01-05T09:00:00Z', null],
  ])('with active hours %s', (_name, schedule, after, expected) => {
    expect(slotAfter(schedule, after, hours)).toBe(expected)
  })

  it.each([['Europe/Berlin'], ['America/New_York'], ['Australia/Lord_Howe'], ['America/Santiago'], ['Asia/Kathmandu'], ['Pacific/Apia']])('H5: never lies in the past in %s', zone => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 0, 1); at += 13 * 3_600_000 + 17 * 60_000) {
      const slot = nextSlot({ schedule: cron('15 2 * * *', zone), anchorAt, activeHours: null }, new Date(at))
      expect(slot && slot.getTime() > at).toBe(true)
    }
  })
})

describe('jitter', () => {
  const clockwork = (agentId: string, everyMs: number, jitterPercent: number) =>
    ({ agentId, timing: { schedule: every(everyMs), anchorAt, activeHours: null }, jitterPercent, wakeOn: [] })

  it.each([
    ['is none at 0 percent', 3_600_000, 0, 0],
    ['is at most 5 percent of a short gap', 60_000, 5, 3_000],
    ['is at most 30 seconds', 86_400_000, 5, 30_000],
  ])('%s', (_name, gap, percent, most) => {
    const jitters = Array.from({ length: 200 }, (_, n) => jitterOf(clockwork(`agt_${n}`, gap, percent), anchorAt))
    expect(Math.max(...jitters)).toBeLessThanOrEqual(most)
    expect(Math.min(...jitters)).toBeGreaterThanOrEqual(0)
    if (most > 0) expect(new Set(jitters).size).toBeGreaterThan(100)
  })

  it('H8: is always the same for one agent', () => {
    expect(jitterOf(clockwork('agt_1', 60_000, 5), anchorAt)).toBe(jitterOf(clockwork('agt_1', 60_000, 5), anchorAt))
  })

  it('H8: spreads 10,000 agents of one schedule over its whole width, the same way each time', () => {
    const at = new Date('2026-01-06T09:00:00Z')
    const sleeper = (n: number) => ({ agentId: `agt_0198f2c4-7b6a-7c3d-9e11-${n.toString(16).padStart(12, '0')}`, timing: { schedule: cron('0 9 * * *', 'Europe/Berlin'), anchorAt, activeHours: null }, jitterPercent: 5, wakeOn: [] })
    const seconds = Array.from({ length: 30 }, () => 0)
    for (let n = 0; n < 10_000; n++) {
      const jitter = jitterOf(sleeper(n), at)
      seconds[Math.floor(jitter / 1_000)] = (seconds[Math.floor(jitter / 1_000)] ?? 0) + 1
      if (n % 500 === 0) expect(jitterOf(sleeper(n), at)).toBe(jitter)
    }
    expect(seconds).toHaveLength(30)
    const even = 10_000 / 30                                   // ids that count up are the hardest to spread
    expect(Math.max(...seconds)).toBeLessThan(1.5 * even)
    expect(Math.min(...seconds)).toBeGreaterThan(0.5 * even)
  }, 60_000)
})
