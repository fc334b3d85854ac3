import type { Agent, Hold } from '../../domain/agent.ts'
import type { Run } from '../../domain/run.ts'
import type { CompanyView } from '../../ports/store.ts'
import { nextSlot } from '../../policy/slots.ts'
import { all } from '../find.ts'
import { clockworkOf } from '../waking/wake.ts'
import { hasWork, workloadOf } from '../waking/workload.ts'

/** What an agent is doing. `nextBeat` is when it would wake by its schedule if it had something to do; `dueAt` when it will. */
export interface AgentStanding {
  state: 'draft' | 'terminated' | 'held' | 'running' | 'waiting' | 'idle'
  run: Run | null
  holds: Hold[]
  dueAt: Date | null
  nextBeat: Date | null
  failures: number
  /** Inbox items it has not seen. */
  unseen: number
  /** Own tasks in hand or to do. */
  tasks: number
  hasWork: boolean
}

export async function standingOfAgent(view: CompanyView, agent: Agent, now: Date): Promise<AgentStanding> {
  const alarm = await view.get('alarm', agent.id)
  const holds = await all(view, 'hold', { where: { agentId: agent.id }, by: 'createdAt' })
  const run = alarm?.runId ? await view.get('run', alarm.runId) ?? null : null
  const workload = await workloadOf(view, agent.id, alarm?.cursor ?? 0)
  const state = agent.status !== 'active' ? agent.status : run ? 'running' : holds.length > 0 ? 'held' : alarm?.dueAt ? 'waiting' : 'idle'
  return {
    state, run, holds, dueAt: alarm?.dueAt ?? null, nextBeat: agent.status === 'active' ? nextSlot(clockworkOf(agent).timing, now) : null,
    failures: alarm?.failures ?? 0, unseen: workload.items.length, tasks: workload.own.length, hasWork: hasWork(workload, now),
  }
}
