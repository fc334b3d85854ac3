import type { Task } from '../../domain/task.ts'
import { keysBehind } from '../access/keys-behind.ts'
import { first, need } from '../find.ts'
import { create, deed, type Work } from '../work.ts'

/** What whoever creates a task says of it. */
export type NewTask = Pick<Task,
  'title' | 'description' | 'acceptance' | 'priority' | 'status' | 'labels' | 'assigneeKind' | 'assigneeId' | 'reviewerKind' | 'reviewerId'
  | 'parentId' | 'projectId' | 'goalId' | 'routineId' | 'dueAt' | 'notBefore'>

/** Writes a new task under the company's next number. Whoever it is for is told by `giveTask`. */
export async function newTask(work: Work, said: NewTask): Promise<Task> {
  const { tx, by, now, deps } = work
  const { prefix } = await need(tx, 'company', work.companyId)
  const number = ((await first(tx, 'task', { by: 'number', direction: 'down' }))?.number ?? 0) + 1
  return create(deed(work, 'task', 'task.create'), {
    id: deps.ids.next('tsk'), number, identifier: `${prefix}-${number}`, ...said,
    checkoutRunId: null, checkoutFence: null, blockedReason: null, result: null, parkedAt: null, failedRuns: 0, idleRuns: 0,
    depth: by.kind === 'agent' ? by.depth + 1 : 0, keyIds: await keysBehind(work), createdByKind: by.kind, createdById: by.id, createdAt: now, startedAt: null, finishedAt: null, updatedAt: now,
  })
}
