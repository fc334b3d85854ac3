import { localTime } from './zone-time.ts'

const DAY_MS = 86_400_000

/** The day that calendars of a zone show: `2026-11-29`. */
export const localDay = (zone: string, at: Date): string => localTime(zone, at).toISOString().slice(0, 10)

/** A day so many days after another. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** How many days lead from one to another: 0 for the same. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)

/** The month of a day: `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7)

/** Days or months from one to another, both included. */
export interface Span { from: string; to: string }

/** The months that lie in a span of days as a whole, and the days before and after them. */
export function splitByMonths({ from, to }: Span): { months: Span | null; days: Span[] } {
  const first = from.endsWith('-01') ? monthOf(from) : monthAfter(monthOf(from)), last = monthOf(dayAfter(`${monthOf(dayAfter(to, 1))}-01`, -1))
  if (first > last) return { months: null, days: [{ from, to }] }
  const ends = [{ from, to: dayAfter(`${first}-01`, -1) }, { from: `${monthAfter(last)}-01`, to }]
  return { months: { from: first, to: last }, days: ends.filter(span => span.from <= span.to) }
}

const monthAfter = (month: string): string => monthOf(dayAfter(`${month}-28`, 4))
