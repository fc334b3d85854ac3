import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import type { Task } from '../../domain/task.ts'
import { defineAct } from '../governance/act.ts'
import { requestCancel } from '../runs/cancel-run.ts'
import { agentRef, all } from '../find.ts'
import { liftHolds } from './hold-agent.ts'
import { closeIncidents } from '../waking/incident.ts'
import { reportsOf } from './org.ts'
import { tell } from '../waking/wake.ts'
import { change, deed, type Work } from '../work.ts'
import type { Agent } from '../../domain/agent.ts'

/** Ends an agent for good: its run is cancelled, its questions to the board withdrawn, its open tasks go to its manager (or to nobody), its reports to its manager. */
export const terminateAgent = defineAct({
  kind: 'agent.terminate',
  input: z.strictObject({ agent: id() }),
  rule: { agent: 'agent.terminate', board: 'operator', weight: 'power' },
  concern: async ({ tx }, { agent }) => ({ agents: [await agentRef(tx, agent)] }),
  async perform(work, { agent: ref }) {
    const { tx, now } = work
    const agent = await agentRef(tx, ref)
    if (agent.status === 'terminated') throw conflict('wrong_state', `"${agent.slug}" was terminated already.`)
    const manager = agent.reportsTo === null ? null : await agentRef(tx, agent.reportsTo)
    const alarm = await tx.get('alarm', agent.id)
    if (alarm) await tx.put('alarm', { ...alarm, dueAt: null, slot: null, reasons: [] })
    if (alarm?.runId) await requestCancel(work, alarm.runId, 'its agent was terminated')
    for (const approval of await all(tx, 'approval', { where: { proposedById: agent.id, status: 'pending' }, by: 'createdAt' })) {
      await change(deed(work, 'approval', 'approval.cancel'), approval, { status: 'cancelled', decidedAt: now })
    }
    for (const report of await reportsOf(tx, agent.id)) await change(deed(work, 'agent', 'agent.move'), report, { reportsTo: agent.reportsTo })
    await liftHolds(work, agent, () => true)
    const ended = await change(deed(work, 'agent', 'agent.terminate'), agent, { status: 'terminated' })
    await handOverWork(work, ended, manager)
    await handOverReviews(work, ended, manager)
    return ended
  },
})

const OPEN: readonly Task['status'][] = ['backlog', 'todo', 'in_progress', 'blocked', 'in_review']

async function handOverWork(work: Work, agent: Agent, manager: Agent | null): Promise<void> {
  const to = manager ? { assigneeKind: 'agent' as const, assigneeId: manager.id } : { assigneeKind: null, assigneeId: null }
  for (const status of OPEN) {
    for (const task of await all(work.tx, 'task', { where: { assigneeId: agent.id, status }, by: 'number' })) {
      const isOwnReviewer = task.reviewerId !== null && task.reviewerId === manager?.id
      const moved = await change(deed(work, 'task', 'task.assign'), task, {
        ...to, ...(isOwnReviewer ? { reviewerKind: null, reviewerId: null } : {}),
        status: status === 'in_progress' || (status === 'in_review' && isOwnReviewer) ? 'todo' : status, checkoutRunId: null, checkoutFence: null, parkedAt: null, failedRuns: 0, idleRuns: 0,
      })
      await closeIncidents(work, ['task_parked'], { taskId: task.id })
      if (manager && (moved.status === 'todo')) await tell(work, manager, { cause: 'assignment', noun: 'task', refId: task.id })
    }
  }
}

/** Also of work that is not handed in yet: else it would go to nobody when it is. */
async function handOverReviews(work: Work, agent: Agent, manager: Agent | null): Promise<void> {
  for (const status of OPEN) {
    for (const task of await all(work.tx, 'task', { where: { reviewerId: agent.id, status }, by: 'number' })) {
      const to = manager && task.assigneeId !== manager.id ? manager : null
      await change(deed(work, 'task', 'task.assign'), task, to ? { reviewerKind: 'agent', reviewerId: to.id } : { reviewerKind: null, reviewerId: null })
      if (to && status === 'in_review') await tell(work, to, { cause: 'review', noun: 'task', refId: task.id })
    }
  }
}
