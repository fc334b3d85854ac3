import type { Task } from '../../domain/task.ts'
import { agentAt } from './party.ts'
import { armBy, armForWork, tell } from '../waking/wake.ts'
import type { Work } from '../work.ts'

/** Lets a reviewer know of work that waits for its review. */
export async function askReview(work: Work, task: Task): Promise<void> {
  if (task.status !== 'in_review' || task.parkedAt !== null) return
  const reviewer = await agentAt(work.tx, task.reviewerKind, task.reviewerId)
  if (reviewer) await tell(work, reviewer, { cause: 'review', noun: 'task', refId: task.id })
}

/** Lets an assignee know of a task that is ready for it, now or when it may begin. Comes after the record that made it so. */
export async function giveTask(work: Work, task: Task): Promise<void> {
  if ((task.status !== 'todo' && task.status !== 'in_progress') || task.parkedAt !== null) return
  const assignee = await agentAt(work.tx, task.assigneeKind, task.assigneeId)
  if (!assignee) return
  if (task.notBefore && task.notBefore > work.now) return armBy(work, assignee.id, task.notBefore)
  await tell(work, assignee, { cause: 'assignment', noun: 'task', refId: task.id })
  await armForWork(work, assignee)
}
