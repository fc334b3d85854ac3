/** Leases short enough that a test can wait for one to run out. */
export const SHORT_LEASES = { leaseMs: 1_500, renewEveryMs: 300, selfAbortMs: 900, sweepMs: 300, backoffFirstMs: 100, backoffMostMs: 200, spendEveryMs: 50 } as const
