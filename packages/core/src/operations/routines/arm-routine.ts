import type { Alarm } from '../../domain/alarm.ts'
import type { Routine } from '../../domain/routine.ts'
import { nextSlot, type Timing } from '../../policy/slots.ts'
import { conflict } from '../../domain/error.ts'
import { need } from '../find.ts'
import { setAlarm } from '../waking/wake.ts'
import type { Work } from '../work.ts'

/** When a routine's slots fall; null if it has no schedule. */
export const timingOf = ({ schedule, anchorAt }: Routine): Timing | null => (schedule ? { schedule, anchorAt, activeHours: null } : null)

/** Sets when a routine falls due next: with its next slot, or never while it is paused. A slot that passed while it was not armed is gone. */
export async function armRoutine(work: Work, routine: Routine): Promise<void> {
  const { tx, now } = work
  const standing = await tx.get('alarm', routine.id)
  const company = await need(tx, 'company', work.companyId)
  const timing = timingOf(routine)
  const isOn = routine.status === 'active' && company.status === 'active'
  const slot = isOn && timing ? nextSlot(timing, latest(now, routine.lastSlot)) : null
  if (!standing && !slot) return
  await setAlarm(work, { ...standing ?? asleep(routine.id), dueAt: slot, slot, leaseUntil: null, owner: null, owed: 0 })
}

/** Throws for a schedule that never falls due. */
export function checkRoutineDue(routine: Routine, now: Date): void {
  const timing = timingOf(routine)
  if (timing && !nextSlot(timing, now)) throw conflict('wrong_state', `The schedule of the routine "${routine.slug}" never falls due.`)
}

const asleep = (id: string): Alarm =>
  ({ id, of: 'routine', dueAt: null, slot: null, reasons: [], leaseUntil: null, fence: 0, owner: null, runId: null, cursor: 0, notBefore: null, failures: 0, owed: 0 })

const latest = (now: Date, slot: Date | null): Date => (slot && slot > now ? slot : now)
