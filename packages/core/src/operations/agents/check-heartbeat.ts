import { PaperclipError } from '../../domain/error.ts'
import type { Heartbeat } from '../../domain/heartbeat.ts'
import { nextSlot } from '../../policy/slots.ts'

/** Throws unless a heartbeat ever falls due: a schedule outside its active hours, or a cron pattern that is over, would leave work lying for good. */
export function checkFallsDue({ schedule, activeHours }: Heartbeat, now: Date): void {
  if (nextSlot({ schedule, anchorAt: now, activeHours }, now)) return
  const problem = activeHours ? 'never falls into its active hours: widen them, or change the schedule' : 'never falls due again: change its pattern'
  throw new PaperclipError('invalid_input', `The agent is not valid. heartbeat: ${problem}.`, { fields: [{ field: 'heartbeat', problem }] })
}
