import { describe, expect, it } from 'vitest'
import { metricProgress, progressOf } from './progress.ts'

const tasks = (...statuses: ('done' | 'todo' | 'cancelled')[]) => statuses.map(status => ({ status, many: 1 }))

describe('the progress of a goal', () => {
  it.each([
    ['is unknown if nothing says', { status: 'active', metric: null } as const, [], [], null],
    ['is whole once achieved', { status: 'achieved', metric: null } as const, [], tasks('todo'), 1],
    ['follows from its tasks', { status: 'active', metric: null } as const, [], tasks('done', 'todo', 'todo', 'todo'), 0.25],
    ['leaves cancelled tasks out', { status: 'active', metric: null } as const, [], tasks('done', 'cancelled'), 1],
    ['follows from the goals below it', { status: 'active', metric: null } as const, [0.5, 1, null], [], 0.75],
    ['follows from its metric first', { status: 'active', metric: { start: 0, target: 10, current: 4, unit: 'users' } } as const, [1], tasks('done'), 0.4],
  ])('%s', (_name, goal, children, below, expected) => {
    expect(progressOf(goal, children, below)).toBe(expected)
  })

  it.each([[0, 10, 5, 0.5], [100, 50, 75, 0.5], [0, 10, 20, 1], [0, 10, -5, 0], [10, 0, 12, 0]])('from %d to %d at %d is %d', (start, target, current, expected) => {
    expect(metricProgress({ start, target, current, unit: '' })).toBe(expected)
  })
})
