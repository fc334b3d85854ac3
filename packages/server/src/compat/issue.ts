import type { BriefTaskInFull, BriefThreadMessage, Desk, TaskStatus } from '@paperclip/core'
import { everyOne } from './every-one.ts'

const at = (kind: string | null, wanted: string, id: string | null): string | null => (kind === wanted ? id : null)

/** A task as that protocol tells an issue. */
export function issueOf(task: BriefTaskInFull, companyId: string) {
  const { id, identifier, title, description, acceptance, status, priority, labels, parentId, projectId, goalId, checkoutRunId, createdAt, startedAt, updatedAt, finishedAt, dueAt, result } = task
  return {
    id, companyId, identifier, title, description: acceptance === '' ? description : `${description}\n\n## Acceptance\n\n${acceptance}`, status, priority, labels, workMode: 'standard',
    parentId, projectId, goalId, assigneeAgentId: at(task.assigneeKind, 'agent', task.assigneeId), assigneeUserId: at(task.assigneeKind, 'operator', task.assigneeId),
    reviewerAgentId: at(task.reviewerKind, 'agent', task.reviewerId), reviewerUserId: at(task.reviewerKind, 'operator', task.reviewerId),
    createdByAgentId: at(task.createdByKind, 'agent', task.createdById), createdByUserId: at(task.createdByKind, 'operator', task.createdById),
    checkoutRunId, executionRunId: checkoutRunId, activeRun: checkoutRunId === null ? null : { id: checkoutRunId }, blockedByIssueIds: task.blockedBy.map(one => one.id),
    blockedReason: task.blockedReason, dependencyReady: unresolved(task).length === 0, unresolvedBlockerIssueIds: unresolved(task).map(one => one.id), result,
    createdAt, startedAt, updatedAt, completedAt: status === 'done' ? finishedAt : null, cancelledAt: status === 'cancelled' ? finishedAt : null, dueAt,
  }
}

/** What a task still waits for. */
export const unresolved = ({ blockedBy }: BriefTaskInFull) => blockedBy.filter(({ status }) => status !== 'done')

/** A message as that protocol tells a comment. */
export const commentOf = ({ id, body, at: createdAt, from, fromKind, fromId }: BriefThreadMessage, issueId: string) => ({
  id, issueId, body, authorAgentId: at(fromKind, 'agent', fromId), authorUserId: at(fromKind, 'operator', fromId),
  author: { type: fromKind === 'agent' ? 'agent' : fromKind === 'operator' ? 'user' : 'system', id: fromId, name: from }, createdAt, updatedAt: createdAt,
})

/** All that was said on an issue, oldest first. */
export const threadOn = (desk: Pick<Desk, 'thread'>, task: string): Promise<BriefThreadMessage[]> => everyOne(page => desk.thread({ task, ...page }))

const OPEN: readonly TaskStatus[] = ['in_progress', 'in_review', 'todo', 'blocked']

/** What an agent has to do, those in hand first: its own tasks, and those that wait for its review. */
export async function inboxOf(desk: Desk, statuses: readonly TaskStatus[] = OPEN): Promise<BriefTaskInFull[]> {
  const own = (await Promise.all(statuses.map(status => desk.assigned({ status })))).flatMap(({ rows }) => rows)
  const reviews = statuses.includes('in_review') ? (await everyOne(page => desk.tasks(page))).filter(({ part }) => part === 'reviewer') : []
  return Promise.all([...new Map([...own, ...reviews].map(task => [task.id, task])).values()].map(({ id }) => desk.show({ task: id })))
}
