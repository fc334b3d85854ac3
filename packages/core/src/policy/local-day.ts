import { localTime } from './zone-time.ts'

const DAY_MS = 86_400_000

/** The day that calendars of a zone show: `2026-11-29`. */
export const localDay = (zone: string, at: Date): string => localTime(zone, at).toISOString().slice(0, 10)

/** A day so many days after another. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** How many days lead from one to another: 0 for the same. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
