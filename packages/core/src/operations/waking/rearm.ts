import type { Agent } from '../../domain/agent.ts'
import type { Alarm } from '../../domain/alarm.ts'
import type { WakeCause } from '../../domain/heartbeat.ts'
import { coalesce, dueAtSlot, dueBy } from '../../policy/arm.ts'
import { clockworkOf, isHeld, setAlarm } from './wake.ts'
import { openAsksOf } from './overdue.ts'
import { hasWork, nextByTime, workloadOf } from './workload.ts'
import type { Work } from '../work.ts'

/** Sets an agent's alarm by what there is to do: after it was activated, released from a hold, or given another schedule. Work wakes it at once. */
export async function rearm(work: Work, agent: Agent, cause: WakeCause): Promise<void> {
  const alarm = await work.tx.get('alarm', agent.id)
  if (!alarm || alarm.leaseUntil !== null) return
  if (await isHeld(work.tx, agent)) return agent.status === 'active' ? setAlarm(work, dueBy(alarm, work.now)) : undefined            // a look sets when its holds may lapse
  const { now, tx, origin } = work
  const [workload, openAsks] = await Promise.all([workloadOf(tx, agent.id, alarm.cursor), openAsksOf(tx, agent.id)])
  const byTime = nextByTime(work.now, workload, openAsks)
  let next: Alarm = { ...alarm, dueAt: null, slot: null }
  if (hasWork(workload, now)) next = { ...dueBy(next, now), reasons: coalesce(alarm.reasons, { cause, agentId: origin.agentId, depth: origin.depth }) }
  if (agent.heartbeat.idle === 'run') next = dueAtSlot(next, clockworkOf(agent), now)
  if (byTime) next = dueBy(next, byTime)
  await setAlarm(work, next)
}
