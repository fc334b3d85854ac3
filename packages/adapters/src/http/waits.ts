const DAY_MS = 86_400_000

/** The longest that another side may make us wait, whatever it says: for its next attempt, and for its outcome. */
export const LONGEST_WAIT_MS = 7 * DAY_MS

/** How long a deferred run is waited for if the other side does not say. */
export const USUAL_WAIT_MS = DAY_MS

const HTTP_DATE = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

/** Reads `Retry-After`: seconds or a date. What is neither is as good as nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? ''
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : HTTP_DATE.test(text) ? Date.parse(text) - now.getTime() : NaN
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_WAIT_MS)
}
