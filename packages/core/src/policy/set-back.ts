import type { Alarm } from '../domain/alarm.ts'
import { isSlot, nextSlot, type Timing } from './slots.ts'

/** When an agent or a routine wakes: its slots, its alarm, and the slot it answered last. */
export interface Awaited { timing: Timing; alarm: Alarm; lastSlot: Date | null }

/** The wall clock as it is now, and by how much it went back. */
export interface SetBack { now: Date; byMs: number }

/**
 * Moves an interval along with a wall clock that went back, so that the gap between two runs is what it was; null if it need not move. Only what gives itself away is moved: it waits for
 * a slot beyond the next one, or has answered one that is still to come. So it is moved once, however many nodes see the same clock.
 */
export function movedBack({ timing, alarm, lastSlot }: Awaited, { now, byMs }: SetBack): { anchorAt: Date; alarm: Alarm } | null {
  const { schedule, anchorAt } = timing
  if (schedule.kind !== 'every') return null                           // a calendar goes by the wall
  const next = nextSlot(timing, now)
  const waitsTooLong = alarm.slot !== null && next !== null && alarm.slot > next
  const isAhead = lastSlot !== null && lastSlot > now && isSlot(timing, lastSlot)
  if (!waitsTooLong && !isAhead) return null
  const shiftMs = byMs % schedule.everyMs === 0 ? byMs - 1 : byMs            // a slot that was answered is not named again
  const back = (at: Date) => new Date(at.getTime() - shiftMs)
  const { slot, dueAt } = alarm
  return { anchorAt: back(anchorAt), alarm: slot === null ? alarm : { ...alarm, slot: back(slot), dueAt: dueAt && back(dueAt) } }
}

/** How late a node may notice that its clock was set. */
const SEEN_LATE_MS = 60_000

/** An alarm that backs off for a while, with that while as it was. */
export function waitingBack(alarm: Alarm, { now, byMs }: SetBack): Alarm {
  const { notBefore, dueAt } = alarm
  const moved = notBefore && new Date(notBefore.getTime() - byMs)
  if (!moved || moved.getTime() < now.getTime() - SEEN_LATE_MS) return alarm                 // it was moved already
  return { ...alarm, notBefore: moved, dueAt: dueAt?.getTime() === notBefore.getTime() ? moved : dueAt }
}
