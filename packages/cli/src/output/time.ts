import { formatDuration } from '@paperclip/core'

const DAY = 86_400_000

/** `09:05:07` on the clock of whoever looks. */
export const clockTime = (at: Date): string => at.toLocaleTimeString('en-GB', { hour12: false })

/** `in 5s`, `now`, `3m ago`. */
export function fromNow(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime()
  if (Math.abs(ms) < 1_000) return 'now'
  return ms > 0 ? `in ${coarse(ms)}` : `${coarse(-ms)} ago`
}

/** A span in its largest unit, or two of them below a day. */
const coarse = (ms: number): string => (ms > DAY ? `${Math.round(ms / DAY)}d` : formatDuration(Math.max(Math.round(ms / 1_000), 1) * 1_000))
