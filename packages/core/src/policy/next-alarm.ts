import type { Alarm, Reason } from '../domain/alarm.ts'
import type { RunEnd } from '../domain/run.ts'
import { coalesce, dueAtSlot, dueBy } from './arm.ts'
import { isSlot, nextSlot, type Clockwork } from './slots.ts'

/** What is known of an agent when a run of it ends. */
export interface AfterRun {
  end: RunEnd
  now: Date
  limits: BackoffLimits
  /** The run was handed back by a node that stopped: nobody's fault. */
  handedBack: boolean
  slot: Date | null
  upTo: number
  /** `now`: work is left that somebody else gave it, and this run got something done. `slot`: work is left. */
  work: 'none' | 'now' | 'slot'
  /** Why it goes on at once, if it does. */
  continuation: Reason | null
  isStandingDuty: boolean
  /** The earliest time at which something becomes work by time alone. */
  byTime: Date | null
  retryAfterMs: number | null
  /** Reasons that a run which did not succeed leaves unanswered. */
  unanswered: readonly Reason[]
}

export interface BackoffLimits { backoffFirstMs: number; backoffMostMs: number }

/** The alarm of an agent whose run has ended. */
export function alarmAfter(alarm: Alarm, clockwork: Clockwork, after: AfterRun): Alarm {
  const { now, limits } = after
  const free: Alarm = { ...alarm, leaseUntil: null, owner: null, runId: null }
  if (after.end === 'succeeded') return withNextDue({ ...free, cursor: after.upTo, failures: 0, notBefore: null }, clockwork, after)
  const reasons = after.unanswered.reduce(coalesce, free.reasons)
  if (after.handedBack) return dueBy({ ...free, reasons }, now)
  if (after.end === 'cancelled') return withNextDue({ ...free, reasons, owed: 0 }, clockwork, after)
  const failures = alarm.failures + 1
  const notBefore = new Date(now.getTime() + Math.max(backoffOf(failures, limits), retryAfter(after.retryAfterMs)))
  const waiting: Alarm = { ...free, reasons, failures, notBefore, dueAt: null, slot: null }
  if (after.work !== 'none' || after.isStandingDuty || alarm.dueAt !== null) return dueBy(waiting, notBefore)
  return after.byTime ? dueBy(waiting, after.byTime) : waiting
}

const LONGEST_RETRY_MS = 7 * 86_400_000

/** What the other side asked for, within reason: a number that is none, or lies beyond a week, keeps no agent from work for good. */
const retryAfter = (asked: number | null): number => (asked !== null && asked > 0 ? Math.min(asked, LONGEST_RETRY_MS) : 0)

/** How long an agent waits after so many failures in a row. */
export const backoffOf = (failures: number, { backoffFirstMs, backoffMostMs }: BackoffLimits): number =>
  Math.min(backoffFirstMs * 2 ** Math.min(failures - 1, 30), backoffMostMs)

function withNextDue(alarm: Alarm, clockwork: Clockwork, after: AfterRun): Alarm {
  const { now } = after
  if (after.slot && alarm.owed > 0) return { ...alarm, dueAt: now, slot: nextSlot(clockwork.timing, after.slot) }        // missed slots are made up for at once
  let next = alarm
  if (after.work === 'now') next = dueBy(after.continuation ? { ...next, reasons: coalesce(next.reasons, after.continuation) } : next, now)
  if (after.work === 'slot' || after.isStandingDuty) next = dueAtSlot(next, clockwork, lastOf(clockwork, after))
  if (after.byTime) next = dueBy(next, after.byTime)
  return next
}

/** A slot that was answered is never the next one, even if the wall clock went back; unless its schedule went back with it. */
const lastOf = ({ timing }: Clockwork, { now, slot }: AfterRun): Date => (slot && slot > now && isSlot(timing, slot) ? slot : now)
