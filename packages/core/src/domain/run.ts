import { z } from 'zod'
import { count, id, json, prose } from './fields.ts'
import { WAKE_CAUSES } from './heartbeat.ts'
import { money } from './money.ts'

export const FAILURES = [
  'auth', 'rate_limit', 'overloaded', 'network', 'bad_request', 'budget', 'max_turns', 'timeout', 'crashed', 'unknown',
] as const
export type Failure = (typeof FAILURES)[number]

/** Why a run failed. */
export const runError = z.object({
  kind: z.enum(FAILURES),
  message: z.string(),
  /** When the other side said to come back. */
  retryAfterMs: z.int().min(0).nullable(),
})
export type RunError = z.infer<typeof runError>

export const RUN_STATUSES = ['running', 'deferred', 'succeeded', 'failed', 'cancelled', 'timed_out', 'lost'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]
export const RUN_ENDS = ['succeeded', 'failed', 'cancelled', 'timed_out', 'lost'] as const
export type RunEnd = (typeof RUN_ENDS)[number]

/** One execution of one heartbeat. It ends exactly once. */
export const run = z.object({
  id: id(),
  agentId: id(),
  status: z.enum(RUN_STATUSES),
  /** The fence under which it began; a callback of a deferred run must carry it. */
  fence: count(),
  revision: count(),
  /** The nominal time of the slot it answers, if it woke by schedule. Unique per agent. */
  slot: z.date().nullable(),
  causes: z.array(z.enum(WAKE_CAUSES)),
  depth: count(),
  taskId: id().nullable(),
  projectId: id().nullable(),
  goalId: id().nullable(),
  /** The managers above the agent when it began, nearest first: they keep its spend. */
  managers: z.array(id()),
  /** Keys whose deeds it came of: what woke it, and the task it is about. What it does comes of them too. */
  keyIds: z.array(id()),
  /** The balances it reserved in. */
  balances: z.array(id()),
  /** The most it may spend. */
  cap: money(),
  /** What of its cap is still held in its balances. */
  reserved: money(),
  spent: money(),
  imputed: money(),
  /** True once usage without a price was reported. */
  unpriced: z.boolean(),
  /** True if what was posted was not metered but taken for the worst. */
  estimated: z.boolean(),
  /** Inbox items up to here were shown to it. */
  upTo: count(),
  summary: prose().nullable(),
  error: runError.nullable(),
  failure: z.enum(FAILURES).nullable(),
  /** What it was refused, told to the agent in its next brief. */
  notices: z.array(z.string()),
  /** Tasks it did something to. */
  touched: z.array(id()),
  /** The adapter's own name for work that goes on without us. */
  handle: json().nullable(),
  /** When a deferred run is given up. */
  until: z.date().nullable(),
  /** What the other side called back before the run was put off. */
  answer: json().nullable(),
  /** Set when somebody asked for its end. */
  cancelReason: prose(500).nullable(),
  startedAt: z.date(),
  endedAt: z.date().nullable(),
})
export type Run = z.infer<typeof run>

/** An adapter's resumable state, per agent and task. */
export const session = z.object({ id: id(), agentId: id(), taskId: id().nullable(), state: json(), updatedAt: z.date() })
export type Session = z.infer<typeof session>

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
export const logEntry = z.object({
  stream: z.enum(['stdout', 'stderr', 'desk', 'run']),
  level: z.enum(LOG_LEVELS),
  text: z.string(),
})
export type LogEntry = z.infer<typeof logEntry>

/** A line of a run's log, with its number in it, from 0. */
export interface LogLine extends LogEntry { n: number; at: Date }

/** A line of a log that is kept as rows. */
export const logChunk = logEntry.extend({ id: id(), runId: id(), n: count(), at: z.date() })
