import { describe, expect, it } from 'vitest'
import { splitByMonths } from './local-day.ts'

describe('a span of days', () => {
  it.each([
    ['within a month', '2026-11-03', '2026-11-20', null, [['2026-11-03', '2026-11-20']]],
    ['over the end of one', '2026-11-03', '2026-12-20', null, [['2026-11-03', '2026-12-20']]],
    ['of a month', '2026-02-01', '2026-02-28', ['2026-02', '2026-02'], []],
    ['of a month and a day', '2028-02-01', '2028-03-01', ['2028-02', '2028-02'], [['2028-03-01', '2028-03-01']]],
    ['of a month but a day', '2028-02-01', '2028-02-28', null, [['2028-02-01', '2028-02-28']]],
    ['from within a month on', '2025-11-29', '2026-01-31', ['2025-12', '2026-01'], [['2025-11-29', '2025-11-30']]],
    ['over a year, from within a month into another', '2025-11-29', '2026-11-29', ['2025-12', '2026-10'], [['2025-11-29', '2025-11-30'], ['2026-11-01', '2026-11-29']]],
  ] as const)('%s is split into months and the days around them', (_, from, to, months, days) => {
    expect(splitByMonths({ from, to })).toEqual({ months: months && { from: months[0], to: months[1] }, days: days.map(([first, last]) => ({ from: first, to: last })) })
  })
})
