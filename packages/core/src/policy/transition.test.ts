import { describe, expect, it } from 'vitest'
import { TASK_STATUSES, type TaskStatus } from '../domain/task.ts'
import { transition, type TaskDeed } from './transition.ts'

/** Where each deed leads a task from each status; a dash: it cannot be done there. */
const GRID = `
  deed       backlog    todo         in_progress  in_review  blocked    done  cancelled
  plan       -          backlog      -            -          backlog    -     -
  ready      todo       -            -            -          -          -     -
  take       -          in_progress  in_progress  -          -          -     -
  release    -          -            todo         -          -          -     -
  finish     -          done         done         -          -          -     -
  accept     -          -            -            done       -          -     -
  send_back  -          -            -            todo       -          -     -
  block      blocked    blocked      blocked      -          -          -     -
  unblock    -          -            -            -          todo       -     -
  cancel     cancelled  cancelled    cancelled    cancelled  cancelled  -     -
  reopen     -          -            -            -          -          todo  todo`

const [header = [], ...lines] = GRID.trim().split('\n').map(line => line.trim().split(/\s+/))
const moves = lines.flatMap(([deed, ...targets]) => targets.map((to, at) => [deed as TaskDeed, header[at + 1] as TaskStatus, to === '-' ? null : to] as const))

describe('a task', () => {
  it('has every status in the grid', () => {
    expect(header.slice(1)).toEqual([...TASK_STATUSES])
  })

  it.each(moves)('%s from %s leads to %s', (deed, from, to) => {
    expect(transition(from, deed, 'by_nobody')).toBe(to)
  })

  it.each(['todo', 'in_progress'] as const)('with a reviewer is handed in from %s instead of done', from => {
    expect(transition(from, 'finish', 'by_someone')).toBe('in_review')
  })
})
