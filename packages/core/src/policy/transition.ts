import type { TaskStatus } from '../domain/task.ts'

/** What can be done to a task. */
export type TaskDeed = 'plan' | 'ready' | 'take' | 'release' | 'finish' | 'accept' | 'send_back' | 'block' | 'unblock' | 'cancel' | 'reopen'

const MOVES: Readonly<Record<TaskDeed, Partial<Record<TaskStatus, TaskStatus>>>> = {
  plan: { todo: 'backlog', blocked: 'backlog' },
  ready: { backlog: 'todo' },
  take: { todo: 'in_progress', in_progress: 'in_progress' },
  release: { in_progress: 'todo' },
  finish: { todo: 'done', in_progress: 'done' },
  accept: { in_review: 'done' },
  send_back: { in_review: 'todo' },
  block: { backlog: 'blocked', todo: 'blocked', in_progress: 'blocked' },
  unblock: { blocked: 'todo' },
  cancel: { backlog: 'cancelled', todo: 'cancelled', in_progress: 'cancelled', in_review: 'cancelled', blocked: 'cancelled' },
  reopen: { done: 'todo', cancelled: 'todo' },
}

/** Where a deed leads a task from where it stands; null if it cannot be done there. A task with a reviewer is handed in instead of done. */
export function transition(from: TaskStatus, deed: TaskDeed, reviewed: 'by_someone' | 'by_nobody'): TaskStatus | null {
  const to = MOVES[deed][from] ?? null
  return deed === 'finish' && to === 'done' && reviewed === 'by_someone' ? 'in_review' : to
}

/** The states from which a deed can be done, for messages. */
export const statesFor = (deed: TaskDeed): string => Object.keys(MOVES[deed]).join(', ')
