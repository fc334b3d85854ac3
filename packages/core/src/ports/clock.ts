/** Stops what was started. May be called twice. */
export type Cancel = () => void

/** The time, and the only way to wait for it. */
export interface Clock {
  now(): Date
  /** Milliseconds that never jump, for measuring how long something took. */
  monotonic(): number
  /** Calls `then` once after `ms`. */
  after(ms: number, then: () => void): Cancel
}
