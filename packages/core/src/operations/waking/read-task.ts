import type { BriefTaskInFull, BriefThreadMessage } from '../../domain/brief.ts'
import { notFound } from '../../domain/error.ts'
import type { Task } from '../../domain/task.ts'
import type { CompanyView, Page } from '../../ports/store.ts'
import { cursorOf } from '../../store/query.ts'
import { all, need } from '../find.ts'
import { focusOn, messageFor, taskFor } from './brief.ts'

/** A task in full, as an agent reads it. */
export async function inFull({ view, companyId }: { view: CompanyView; companyId: string }, task: Task, agentId: string): Promise<BriefTaskInFull> {
  const { mission } = await need(view, 'company', companyId)
  const blockers = await all(view, 'blocker', { where: { taskId: task.id }, by: 'createdAt' })
  const { assigneeKind, assigneeId, reviewerKind, reviewerId, parentId, projectId, goalId, createdByKind, createdById, checkoutRunId, blockedReason } = task
  return {
    ...await focusOn(view, task, { agentId, mission }),
    assigneeKind, assigneeId, reviewerKind, reviewerId, parentId, projectId, goalId, createdByKind, createdById, checkoutRunId, blockedReason,
    blockedBy: await Promise.all(blockers.map(async ({ blockerId }) => taskFor(view, await need(view, 'task', blockerId), agentId))),
    createdAt: task.createdAt.toISOString(), startedAt: task.startedAt?.toISOString() ?? null, finishedAt: task.finishedAt?.toISOString() ?? null, updatedAt: task.updatedAt.toISOString(),
  }
}

/** What was said on a task after a message, oldest first: `next` is the last of them. */
export async function threadOf(view: CompanyView, task: Task, { after, limit }: { after: string | null; limit: number }): Promise<Page<BriefThreadMessage>> {
  const last = after === null ? undefined : await view.get('message', after)
  if (after !== null && last?.taskId !== task.id) throw notFound(`message on ${task.identifier}`, after)
  const page = await view.list('message', { where: { taskId: task.id }, by: 'createdAt', limit, ...last ? { after: cursorOf(last, 'createdAt') } : {} })
  return { rows: await Promise.all(page.rows.map(async message => ({ ...await messageFor(view, message), fromId: message.fromId }))), next: page.next === null ? null : page.rows.at(-1)?.id ?? null }
}
