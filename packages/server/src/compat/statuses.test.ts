import type { TaskStatus } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { stepsTo } from './statuses.ts'

describe('the status of an issue', () => {
  it.each<[TaskStatus, TaskStatus, string | null]>([
    ['backlog', 'todo', 'ready'], ['backlog', 'in_progress', 'ready take'], ['backlog', 'done', 'ready finish'], ['backlog', 'blocked', 'block'], ['backlog', 'cancelled', 'cancel'],
    ['todo', 'backlog', 'plan'], ['todo', 'todo', ''], ['todo', 'in_progress', 'take'], ['todo', 'in_review', 'finish'], ['todo', 'done', 'finish'], ['todo', 'blocked', 'block'], ['todo', 'cancelled', 'cancel'],
    ['in_progress', 'backlog', 'release plan'], ['in_progress', 'todo', 'release'], ['in_progress', 'in_review', 'finish'], ['in_progress', 'done', 'finish'], ['in_progress', 'blocked', 'block'],
    ['in_review', 'todo', null], ['in_review', 'in_progress', null], ['in_review', 'done', null], ['in_review', 'blocked', null], ['in_review', 'cancelled', 'cancel'],
    ['blocked', 'todo', 'unblock'], ['blocked', 'in_progress', 'unblock take'], ['blocked', 'done', 'unblock finish'], ['blocked', 'backlog', 'plan'],
    ['done', 'todo', 'reopen'], ['done', 'in_progress', 'reopen take'], ['done', 'in_review', null], ['done', 'blocked', null], ['done', 'cancelled', null],
    ['cancelled', 'todo', 'reopen'], ['cancelled', 'backlog', 'reopen plan'], ['cancelled', 'done', null],
  ])('comes from %s to %s by %j', (from, to, way) => expect(stepsTo(from, to, 'assignee')?.join(' ') ?? null).toBe(way))

  it.each<[TaskStatus, string | null]>([['done', 'accept'], ['in_progress', 'send_back'], ['todo', 'send_back'], ['in_review', ''], ['blocked', null], ['backlog', null]])('comes from in_review to %s by its reviewer\'s %j', (to, way) => {
    expect(stepsTo('in_review', to, 'reviewer')?.join(' ') ?? null).toBe(way)
  })
})
