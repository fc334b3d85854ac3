import { PaperclipError } from './error.ts'
import type { Heartbeat } from './heartbeat.ts'
import { DEFAULT_WAKE_ON } from './heartbeat.ts'
import { usd } from './money.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The heartbeat of an agent whose role and hire say nothing. */
export const DEFAULT_HEARTBEAT: Heartbeat = {
  schedule: { kind: 'every', everyMs: 30 * MINUTE },
  idle: 'rest',
  wakeOn: [...DEFAULT_WAKE_ON],
  catchUp: { kind: 'once' },
  jitterPercent: 5,
  activeHours: null,
  timeoutMs: 30 * MINUTE,
  silenceMs: 10 * MINUTE,
  cap: usd(1),
}

/** Runs an hour that the agents of a company may cause in each other, unless it says otherwise. */
export const DEFAULT_AGENT_RUNS = 600

/** Every number by which an installation keeps its house, in one place. All can be set through `createPaperclip({ limits })`. */
export const DEFAULT_LIMITS = {
  /** How long a lease lasts unless it is renewed. */
  leaseMs: 60 * SECOND,
  renewEveryMs: 20 * SECOND,
  /** A run whose lease could not be renewed for so long stops itself, well before the lease ends. */
  selfAbortMs: 40 * SECOND,
  /** The longest the scheduler sleeps: lost leases are swept at least this often. */
  sweepMs: 15 * SECOND,
  /** Alarms leased in one claim. */
  claimBatch: 100,
  /** Runs at once on this node. */
  nodeRuns: 16,
  /** Spend is written through at most this often per run, at once near its cap. */
  spendEveryMs: SECOND,
  backoffFirstMs: 5 * MINUTE,
  backoffMostMs: HOUR,
  /** Failures in a row that open an agent's breaker. */
  breakerAfter: 5,
  /** Deliveries of an inbox item, failed runs of a task, or successful runs without a deed on it, after which it is parked. */
  parkAfter: 3,
  /** Wake-ups by agents in a chain, above which a wake waits for the next slot. */
  maxDepth: 12,
  approvalMs: 7 * DAY,
  /** How long an unanswered question waits before the manager hears of it. */
  askDueMs: 4 * HOUR,
  idempotencyMs: DAY,
  /** How long a cancelled or timed-out adapter may take to end before its run ends without it. */
  abortGraceMs: 20 * SECOND,
  /** How often a deferred run is looked at, if its adapter can be asked. */
  pollEveryMs: 30 * SECOND,
  /** How long a claim waits for money that other runs hold in reserve. */
  moneyWaitMs: 30 * SECOND,
  /** Bytes of log kept per run; what is over is dropped and said. */
  logBytes: 5_000_000,
  /** The most bytes of one artifact, and of all that one run attaches. */
  artifactBytes: 25_000_000,
  runArtifactBytes: 100_000_000,
  /** The most bytes of one version of a skill, and the most files in it. */
  skillBytes: 10_000_000,
  skillFiles: 500,
  /** How long the log of a run is kept after its end; what an inbox is done with, too. */
  keepLogsMs: 30 * DAY,
  /** How long a finished run is kept with what it moved in the ledger; signals, too. Balances, tasks and the audit log stay. */
  keepRunsMs: 180 * DAY,
  /** How long records of the audit log stay among the rows; then they are put away in files, at least so many at once. */
  keepAuditMs: 180 * DAY,
  segmentRecords: 1_000,
  /** How often a running node lets old things go. */
  tidyEveryMs: DAY,
} as const satisfies Record<string, number>

export type Limits = { readonly [K in keyof typeof DEFAULT_LIMITS]: number }

/** Throws `misconfigured` for limits that cannot be kept together. */
export function checkLimits(limits: Limits): void {
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isFinite(value) || value <= 0) throw new PaperclipError('misconfigured', `limits.${name}: must be a number above 0 (was ${value}).`)
  }
  if (!(limits.renewEveryMs < limits.selfAbortMs && limits.selfAbortMs < limits.leaseMs)) {
    throw new PaperclipError('misconfigured', `limits: renewEveryMs (${limits.renewEveryMs}) must be below selfAbortMs (${limits.selfAbortMs}), and that below leaseMs (${limits.leaseMs}).`)
  }
}
