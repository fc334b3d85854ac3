import { Cron } from 'croner'
import type { WakeCause } from '../domain/heartbeat.ts'
import type { ActiveHours, Schedule } from '../domain/schedule.ts'
import { localTime, offsetAt, skippedAt } from './zone-time.ts'

/** When an agent's slots fall. */
export interface Timing { schedule: Schedule; anchorAt: Date; activeHours: ActiveHours | null }

/** An agent's clockwork, as far as waking it needs. */
export interface Clockwork { agentId: string; timing: Timing; jitterPercent: number; wakeOn: readonly WakeCause[] }

const MOST_JITTER_MS = 30_000
const MOST_TRIES = 400

/** The first nominal slot strictly after a time; null if there is none any more. */
export function nextSlot(timing: Timing, after: Date): Date | null {
  let slot = followingSlot(timing, after)
  const { activeHours } = timing
  if (!activeHours) return slot
  for (let tries = 0; slot && tries < MOST_TRIES; tries++) {
    if (isWithin(activeHours, slot)) return slot
    const opening = opens(activeHours, slot)
    slot = opening && followingSlot(timing, new Date(opening.getTime() - 1))
  }
  return null                                        // a schedule that never falls into its hours
}

/** True if a time is one of the slots; of an `every` schedule that was anchored anew, those before are not. */
export const isSlot = (timing: Timing, at: Date): boolean => followingSlot(timing, new Date(at.getTime() - 1))?.getTime() === at.getTime()

/** How much later than its slot an agent really wakes: always the same for one agent, so that many do not wake at once. */
export function jitterOf({ agentId, timing, jitterPercent: percent }: Clockwork, slot: Date): number {
  if (percent === 0) return 0
  const next = followingSlot(timing, slot)
  const gap = next ? next.getTime() - slot.getTime() : MOST_JITTER_MS
  return Math.floor(shareOf(agentId) * Math.min((gap * percent) / 100, MOST_JITTER_MS))
}

function followingSlot({ schedule, anchorAt }: Timing, after: Date): Date | null {
  switch (schedule.kind) {
    case 'every': {
      const anchor = anchorAt.getTime()
      const passed = Math.max(Math.floor((after.getTime() - anchor) / schedule.everyMs) + 1, 0)
      return new Date(anchor + passed * schedule.everyMs)
    }
    case 'cron':
      return followingTime(schedule, after)
  }
}

/** The next time of a calendar. One that the clocks skip comes right after; where they skip the end of a day, the library loses it. */
function followingTime({ cron, zone }: Schedule & { kind: 'cron' }, after: Date): Date | null {
  const next = new Cron(cron, { timezone: zone, paused: true }).nextRun(after)
  if (next && next.getTime() - after.getTime() < FEW_DAYS_MS && offsetAt(zone, after.getTime()) === offsetAt(zone, next.getTime())) return next              // no clock was set in between
  const shown = new Cron(cron, { timezone: 'UTC', paused: true }).nextRun(localTime(zone, after))
  const skipped = shown && skippedAt(zone, shown)
  return skipped && skipped > after.getTime() && (next === null || next.getTime() > skipped + SKIPPED_MOST_MS) ? new Date(skipped) : next
}

/** No zone sets its clocks to and fro within it. */
const FEW_DAYS_MS = 20 * 86_400_000
/** The most that clocks skip. */
const SKIPPED_MOST_MS = 2 * 3_600_000

function isWithin({ from, to, days, zone }: ActiveHours, at: Date): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', weekday: 'short', hourCycle: 'h23' }).formatToParts(at)
  const part = (type: string) => parts.find(one => one.type === type)?.value ?? ''
  const time = `${part('hour')}:${part('minute')}`
  return time >= from && time < to && days.includes(WEEKDAYS.indexOf(part('weekday')) + 1)
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function opens({ from, days, zone }: ActiveHours, after: Date): Date | null {
  const [hour, minute] = from.split(':').map(Number)
  return new Cron(`${minute} ${hour} * * ${days.join(',')}`, { timezone: zone, paused: true }).nextRun(after)
}

/** A number from 0 up to 1 that depends on the id alone (FNV-1a). */
function shareOf(id: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193)
  return (hash >>> 0) / 2 ** 32
}
