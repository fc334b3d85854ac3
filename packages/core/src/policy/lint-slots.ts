import { nextSlot, type Timing } from './slots.ts'

const MONTH_MS = 30 * 86_400_000
/** Slots that are looked at one by one; what is denser is counted in larger steps. */
const MOST_LOOKS = 1_500

/** How many slots fall into the 30 days after a time: exactly where they are few, else in proportion. */
export function slotsInMonth(timing: Timing, from: Date): number {
  const { schedule, activeHours } = timing
  if (schedule.kind === 'cron') return counted(timing, from, 1)
  const all = Math.floor(MONTH_MS / schedule.everyMs)
  if (activeHours === null) return all
  const step = Math.max(1, Math.ceil(all / MOST_LOOKS))
  return counted({ ...timing, schedule: { kind: 'every', everyMs: schedule.everyMs * step } }, from, step)
}

function counted(timing: Timing, from: Date, weight: number): number {
  const until = from.getTime() + MONTH_MS
  let many = 0
  for (let slot = nextSlot(timing, from); slot && slot.getTime() <= until; slot = nextSlot(timing, slot)) {
    many += 1
    if (many >= MOST_LOOKS) return Math.round((many * weight * MONTH_MS) / Math.max(slot.getTime() - from.getTime(), 1))
  }
  return many * weight
}
