import type { Agent } from '../../domain/agent.ts'
import type { Alarm } from '../../domain/alarm.ts'
import type { Message } from '../../domain/message.ts'
import { dueBy } from '../../policy/arm.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all } from '../find.ts'
import { escalate } from './escalate.ts'
import { nextByTime } from './workload.ts'
import { change, deed, type Work } from '../work.ts'

/** The questions an agent has asked that nobody has answered, oldest first. */
export const openAsksOf = (view: CompanyView, agentId: string): Promise<Message[]> =>
  all(view, 'message', { where: { fromId: agentId, kind: 'ask', answeredAt: null }, by: 'createdAt' })

/** The alarm of an agent that is held until then, or for good: meanwhile it is looked at only when something it has asked becomes overdue. */
export async function heldAlarm({ tx, now }: Work, alarm: Alarm, until: Date | null): Promise<Alarm> {
  const held: Alarm = { ...alarm, dueAt: until, slot: null }, overdue = nextByTime(now, { own: [] }, await openAsksOf(tx, alarm.id))
  return overdue ? dueBy(held, overdue) : held
}

/** Tells the manager, once, of questions an agent has asked that nobody answered in time. */
export async function escalateOverdue(work: Work, agent: Agent, openAsks: readonly Message[]): Promise<void> {
  for (const ask of openAsks) {
    if (!ask.dueAt || ask.dueAt > work.now || ask.escalatedAt) continue
    await change(deed(work, 'message', 'message.overdue'), ask, { escalatedAt: work.now })
    await escalate(work, agent, {
      kind: 'ask_overdue', ...(ask.taskId === null ? {} : { taskId: ask.taskId }), ...(ask.runId === null ? {} : { runId: ask.runId }), detail: `"${agent.slug}" has asked and nobody has answered: ${ask.body.slice(0, 500)}`,
    })
  }
}
