import type { Alarm } from '../../domain/alarm.ts'
import type { Run } from '../../domain/run.ts'
import { depthOf } from '../../policy/arm.ts'
import { need } from '../find.ts'
import { raiseIncident } from '../waking/incident.ts'
import type { Work } from '../work.ts'

const HOUR_MS = 3_600_000
const KEPT_MS = 2 * HOUR_MS

const hourOf = (now: Date): number => Math.floor(now.getTime() / HOUR_MS)
const tallyId = (hour: number): string => `agent-runs:${hour}`

/** When an agent that another agent woke may run, if the company's agents have woken each other as often this hour as they may; null if it may now. */
export async function fullUntil(work: Work, { reasons, slot }: Alarm): Promise<Date | null> {
  if (slot !== null || depthOf(reasons) === 0) return null
  const { agentRunsPerHour } = await need(work.tx, 'company', work.companyId)
  const hour = hourOf(work.now)
  const tally = await work.tx.get('tally', tallyId(hour))
  if ((tally?.many ?? 0) < agentRunsPerHour) return null
  await raiseIncident(work, { kind: 'hourly_cap', detail: `Agents have caused ${agentRunsPerHour} runs in each other this hour, as many as this company allows (agentRunsPerHour): what they wake each other for waits for the next hour, or for their own schedules. Look for agents that keep each other busy.` })
  return new Date((hour + 1) * HOUR_MS)
}

/** Counts a run that an agent caused. */
export async function countCaused({ tx, now }: Work, { depth }: Run): Promise<void> {
  if (depth === 0) return
  const id = tallyId(hourOf(now))
  const many = ((await tx.get('tally', id))?.many ?? 0) + 1
  await tx.put('tally', { id, many, expiresAt: new Date(now.getTime() + KEPT_MS) })
  if (many === 1) for (const old of (await tx.list('tally', { by: 'expiresAt', limit: 10 })).rows) if (old.expiresAt <= now) await tx.remove('tally', old.id)
}
