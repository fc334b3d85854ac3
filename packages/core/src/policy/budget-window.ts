import type { BudgetWindow } from '../domain/budget.ts'
import { localTime, offsetAt } from './zone-time.ts'

/** The window of a budget that a time falls into; `endsAt` is null for `lifetime`. */
export interface Window { startsAt: Date; endsAt: Date | null }

const WITHIN: Readonly<Record<BudgetWindow, Readonly<Record<BudgetWindow, number>>>> = {
  day: { day: 1, week: 7, month: 31, lifetime: Infinity },
  week: { day: 1, week: 1, month: 6, lifetime: Infinity },
  month: { day: 1, week: 1, month: 1, lifetime: Infinity },
  lifetime: { day: 1, week: 1, month: 1, lifetime: 1 },
}

/** The most that a budget can come to in a window of another: each of its own windows that falls into that one may be spent whole. */
export const mostWithin = ({ limit, window }: { limit: number; window: BudgetWindow }, other: BudgetWindow): number =>
  limit === 0 ? 0 : limit * WITHIN[window][other]

/** Days, ISO weeks and months begin at midnight in the company's zone. */
export function windowOf(window: BudgetWindow, zone: string, at: Date): Window {
  const { year, month, day, weekday } = calendarDay(zone, at)
  switch (window) {
    case 'day':
      return { startsAt: midnight(zone, [year, month, day]), endsAt: midnight(zone, [year, month, day + 1]) }
    case 'week':
      return { startsAt: midnight(zone, [year, month, day - weekday]), endsAt: midnight(zone, [year, month, day - weekday + 7]) }
    case 'month':
      return { startsAt: midnight(zone, [year, month, 1]), endsAt: midnight(zone, [year, month + 1, 1]) }
    case 'lifetime':
      return { startsAt: new Date(0), endsAt: null }
  }
}

/** The local calendar day; `month` from 0, `weekday` from 0 for Monday. */
function calendarDay(zone: string, at: Date) {
  const local = localTime(zone, at)
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate(), weekday: (local.getUTCDay() + 6) % 7 }
}

const DAY_MS = 86_400_000

/** The instant at which a local day begins: its first midnight, or the first moment after it where the clock skips midnight. */
function midnight(zone: string, [year, month, day]: readonly [number, number, number]): Date {
  const wanted = Date.UTC(year, month, day)
  const candidates = [-DAY_MS, 0, DAY_MS].map(aside => wanted - offsetAt(zone, wanted + aside))
  const begun = candidates.filter(instant => instant + offsetAt(zone, instant) >= wanted)
  return new Date(Math.min(...begun))
}
