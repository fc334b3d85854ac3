import type { Agent, Hold } from '../../domain/agent.ts'
import type { Alarm, Item } from '../../domain/alarm.ts'
import type { WakeCause } from '../../domain/heartbeat.ts'
import { armed, dueAtSlot, dueBy, urgencyOf } from '../../policy/arm.ts'
import type { Clockwork } from '../../policy/slots.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all } from '../find.ts'
import { keysBehind } from '../access/keys-behind.ts'
import { raiseIncident } from './incident.ts'
import type { Work } from '../work.ts'

/** What an agent is woken for; and the run it comes of, where that is not whoever acts. */
export interface Occasion { cause: WakeCause; noun: Item['noun']; refId: string; runId?: string | undefined }

export const clockworkOf = ({ id, heartbeat, anchorAt }: Agent): Clockwork => ({
  agentId: id,
  timing: { schedule: heartbeat.schedule, anchorAt, activeHours: heartbeat.activeHours },
  jitterPercent: heartbeat.jitterPercent,
  wakeOn: heartbeat.wakeOn,
})

/** Puts something into an agent's inbox and wakes it for that, now or with its next slot. Its own deeds are no news to an agent. Comes after the deed's record. */
export async function tell(work: Work, agent: Agent, { runId, ...occasion }: Occasion): Promise<void> {
  if (agent.status === 'terminated') return
  if (work.origin.agentId === agent.id) return armForWork(work, agent)
  await work.tx.put('item', {
    id: work.deps.ids.next('itm'), agentId: agent.id, seq: work.seq, ...occasion, keyIds: await keysBehind(work, runId), deliveries: 0, parkedAt: null, createdAt: work.now,
  })
  await wake(work, agent, occasion.cause)
}

/** Wakes an agent for a cause, without anything in its inbox. */
export async function wake(work: Work, agent: Agent, cause: WakeCause): Promise<void> {
  const [alarm, held] = await Promise.all([work.tx.get('alarm', agent.id), isHeld(work.tx, agent)])
  if (!alarm) return
  const { origin, now, deps: { limits: { maxDepth } } } = work
  const reason = { cause, agentId: origin.agentId, depth: origin.depth }
  const clockwork = clockworkOf(agent)
  const next = armed(alarm, clockwork, { reason, now, maxDepth })
  if (held) return setAlarm(work, { ...next, dueAt: alarm.dueAt, slot: alarm.slot })
  await setAlarm(work, next)
  if (urgencyOf(clockwork, reason, maxDepth) === 'too_deep') {
    await raiseIncident(work, { kind: 'depth_limit', agentId: agent.id, detail: `Agents woke each other ${maxDepth} times in a row; "${agent.slug}" now waits for its next slot. Look for two agents that answer each other for ever.` })
  }
}

/** Makes sure that an agent which has something to do will wake, with its next slot at the latest. */
export async function armForWork(work: Work, agent: Agent): Promise<void> {
  const alarm = await work.tx.get('alarm', agent.id)
  if (alarm && !(await isHeld(work.tx, agent))) await setAlarm(work, dueAtSlot(alarm, clockworkOf(agent), work.now))
}

/** Makes sure that an agent wakes by a time: something becomes work, or overdue, then. */
export async function armBy(work: Work, agentId: string, at: Date): Promise<void> {
  const alarm = await work.tx.get('alarm', agentId)
  if (alarm) await setAlarm(work, dueBy(alarm, at))
}

/** Writes an alarm; the scheduler hears of it after the commit. */
export async function setAlarm(work: Work, alarm: Alarm): Promise<void> {
  await work.tx.put('alarm', alarm)
  const { dueAt, leaseUntil, id } = alarm
  const next = leaseUntil ?? dueAt
  if (next) work.after.push(() => work.deps.nudge(work.companyId, id, next))
}

/** What holds an agent, oldest first. */
export const holdsOf = (view: CompanyView, agentId: string): Promise<Hold[]> => all(view, 'hold', { where: { agentId }, by: 'createdAt' })

/** True if an agent must not run now. */
export const isHeld = async (view: CompanyView, agent: Agent): Promise<boolean> => agent.status !== 'active' || (await holdsOf(view, agent.id)).length > 0
