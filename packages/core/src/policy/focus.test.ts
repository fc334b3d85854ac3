import { describe, expect, it } from 'vitest'
import type { Task } from '../domain/task.ts'
import { focusOf } from './focus.ts'

const now = new Date('2026-01-05T09:00:00Z')
let number = 0
const task = (given: Partial<Task>): Task => ({ identifier: '', status: 'todo', priority: 'medium', dueAt: null, notBefore: null, parkedAt: null, ...given, id: given.id ?? `tsk_${++number}`, number: given.number ?? ++number } as Task)

describe('the focus', () => {
  it.each<[string, Task[], Task[], string | null]>([
    ['is none without work', [], [], null],
    ['is what is in hand, before anything more urgent', [task({ id: 'a', priority: 'critical' }), task({ id: 'b', status: 'in_progress', priority: 'low' })], [], 'b'],
    ['is a review before new work', [task({ id: 'a', priority: 'critical' })], [task({ id: 'b', status: 'in_review' })], 'b'],
    ['is the highest priority', [task({ id: 'a' }), task({ id: 'b', priority: 'high' })], [], 'b'],
    ['is what is due first', [task({ id: 'a' }), task({ id: 'b', dueAt: new Date('2026-02-01') }), task({ id: 'c', dueAt: new Date('2026-01-20') })], [], 'c'],
    ['is the oldest', [task({ id: 'a', number: 900 }), task({ id: 'b', number: 899 })], [], 'b'],
    ['is nothing that may not begin yet', [task({ id: 'a', notBefore: new Date('2026-01-06') })], [], null],
    ['P3: is nothing that is parked', [task({ id: 'a', parkedAt: now, priority: 'critical' }), task({ id: 'b' })], [task({ id: 'c', status: 'in_review', parkedAt: now })], 'b'],
  ])('%s', (_name, own, reviews, expected) => {
    expect(focusOf(own, reviews, now)?.id ?? null).toBe(expected)
  })
})
