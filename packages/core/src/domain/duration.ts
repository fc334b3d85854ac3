import { z } from 'zod'

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }
const WRITTEN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/

/** A span of time as a person writes it (`"10s"`, `"30m"`, `"1.5h"`, `"2d"`), in milliseconds. */
export const durationInput = (least = 1, most = 366 * 86_400_000) =>
  z.string().transform((written, context): number => {
    const match = WRITTEN.exec(written.trim())
    const ms = match ? Math.round(Number(match[1]) * (UNITS[match[2] ?? ''] ?? Number.NaN)) : Number.NaN
    if (ms >= least && ms <= most) return ms
    const allowed = Number.isNaN(ms) ? 'a duration like "10s", "30m", "12h" or "2d"' : `between ${formatDuration(least)} and ${formatDuration(most)}`
    context.addIssue({ code: 'custom', message: `must be ${allowed}`, input: written })
    return z.NEVER
  })

/** `90000` as `1m30s`, `1800000` as `30m`. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)}ms`
  let rest = Math.round(ms / 1000)
  const parts: string[] = []
  for (const [unit, seconds] of [['d', 86_400], ['h', 3_600], ['m', 60], ['s', 1]] as const) {
    const many = Math.floor(rest / seconds)
    rest -= many * seconds
    if (many > 0) parts.push(`${many}${unit}`)
  }
  return parts.slice(0, 2).join('')
}
