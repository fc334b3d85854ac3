import { describe, expect, it } from 'vitest'
import { TASK_STATUSES, type TaskStatus } from '../domain/task.ts'
import { transition, type TaskDeed } from './transition.ts'

const MOVES: Record<TaskDeed, Partial<Record<TaskStatus, TaskStatus>>> = {
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
const all = Object.keys(MOVES).flatMap(deed => TASK_STATUSES.map(from => [deed as TaskDeed, from, MOVES[deed as TaskDeed][from] ?? null] as const))

describe('a task', () => {
  it.each(all)('%s from %s leads to %s', (deed, from, to) => {
    expect(transition(from, deed, 'by_nobody')).toBe(to)
  })

  it.each(['todo', 'in_progress'] as const)('with a reviewer is handed in from %s instead of done', from => {
    expect(transition(from, 'finish', 'by_someone')).toBe('in_review')
  })
})
