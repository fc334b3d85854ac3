import type { Agent } from '../../domain/agent.ts'
import { escalate } from './escalate.ts'
import { change, deed, type Work } from '../work.ts'

/** Tells the manager, once, of questions an agent has asked that nobody answered in time. */
export async function escalateOverdue(work: Work, agent: Agent): Promise<void> {
  const { rows } = await work.tx.list('message', { where: { fromId: agent.id, kind: 'ask', answeredAt: null }, by: 'createdAt', limit: 200 })
  for (const ask of rows) {
    if (!ask.dueAt || ask.dueAt > work.now || ask.escalatedAt) continue
    await change(deed(work, 'message', 'message.overdue'), ask, { escalatedAt: work.now })
    await escalate(work, agent, {
      kind: 'ask_overdue', ...(ask.taskId === null ? {} : { taskId: ask.taskId }), ...(ask.runId === null ? {} : { runId: ask.runId }), detail: `"${agent.slug}" has asked and nobody has answered: ${ask.body.slice(0, 500)}`,
    })
  }
}
