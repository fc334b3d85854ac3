const SECOND = 1_000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE

/** How long is waited after each failed attempt; after the last there is none. */
const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR] as const
const LONGEST = 2 * HOUR

/** How often a message is tried before it is given up. */
export const MOST_ATTEMPTS = WAITS.length + 1

/** How long to wait before a message is tried again, in milliseconds: longer each time, and as long as the other side asked for. Null: it is given up. */
export function waitAfter(attempts: number, asked = 0): number | null {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? null : Math.max(wait, Math.min(asked, LONGEST))
}
