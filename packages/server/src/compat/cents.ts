const MICROS_A_CENT = 10_000

/** Micro-dollars in cents, rounded up: what was spent is never told as less. */
export const centsOf = (micros: number): number => Math.ceil(micros / MICROS_A_CENT)

/** Cents in micro-dollars: parts of a cent too, rounded up. */
export const microsOf = (cents: number): number => Math.ceil(Number((cents * MICROS_A_CENT).toFixed(3)))
