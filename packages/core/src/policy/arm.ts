import type { Alarm, Reason } from '../domain/alarm.ts'
import { jitterOf, nextSlot, type Clockwork } from './slots.ts'

/** How deep in a chain of agents waking agents a run with these reasons is: 0 if a human, a schedule or the outside has part in it. */
export function depthOf(reasons: readonly Reason[]): number {
  const isGrounded = reasons.length === 0 || reasons.some(({ agentId }) => agentId === null)
  return isGrounded ? 0 : 1 + Math.max(...reasons.map(({ depth }) => depth))
}

/** Adds a reason to those an alarm has: one per cause and kind of origin, with the larger depth, so that it cannot grow. */
export function coalesce(reasons: readonly Reason[], added: Reason): Reason[] {
  const isSame = (one: Reason) => one.cause === added.cause && (one.agentId === null) === (added.agentId === null)
  const same = reasons.find(isSame)
  return [...reasons.filter(one => !isSame(one)), { ...added, depth: Math.max(added.depth, same?.depth ?? 0) }]
}

/** When a reason wakes an agent: `now`, or with its next slot. Who is on the board is never made to wait. */
export function urgencyOf({ wakeOn }: Clockwork, reason: Reason, maxDepth: number): 'now' | 'slot' | 'too_deep' {
  if (reason.cause === 'operator') return 'now'
  if (!wakeOn.includes(reason.cause)) return 'slot'
  return reason.agentId !== null && reason.depth + 1 > maxDepth ? 'too_deep' : 'now'
}

/** The alarm with one more reason. */
export function armed(alarm: Alarm, clockwork: Clockwork, { reason, now, maxDepth }: { reason: Reason; now: Date; maxDepth: number }): Alarm {
  const reasons = coalesce(alarm.reasons, reason)
  const cleared = reason.cause === 'operator' ? { ...alarm, notBefore: null } : alarm
  return urgencyOf(clockwork, reason, maxDepth) === 'now'
    ? dueBy({ ...cleared, reasons }, now)
    : dueAtSlot({ ...cleared, reasons }, clockwork, now)
}

/** Due at `at` or earlier, but not before what it must wait for. */
export function dueBy(alarm: Alarm, at: Date): Alarm {
  const wanted = alarm.notBefore && alarm.notBefore > at ? alarm.notBefore : at
  return alarm.dueAt && alarm.dueAt <= wanted ? alarm : { ...alarm, dueAt: wanted, slot: null }
}

/** Due at its next slot or earlier. */
export function dueAtSlot(alarm: Alarm, clockwork: Clockwork, now: Date): Alarm {
  const slot = nextSlot(clockwork.timing, now)
  if (!slot) return alarm
  const due = new Date(slot.getTime() + jitterOf(clockwork, slot))
  const next = dueBy(alarm, due)
  return next === alarm ? alarm : { ...next, slot }
}
