import { describe, expect, it } from 'vitest'
import type { CatchUp } from '../domain/schedule.ts'
import { catchUpOn } from './catch-up.ts'

const timing = { schedule: { kind: 'every' as const, everyMs: 60_000 }, anchorAt: new Date(0), activeHours: null }
const slot = new Date(60_000)

describe('H2: catching up', () => {
  it.each<[string, CatchUp, { late: number; owed: number }, ReturnType<typeof catchUpOn>]>([
    ['once: a slot in time runs', { kind: 'once' }, { late: 0, owed: 0 }, { kind: 'run', owed: 0 }],
    ['once: many missed slots are one run', { kind: 'once' }, { late: 600_000, owed: 0 }, { kind: 'run', owed: 0 }],
    ['skip: a slot in time runs', { kind: 'skip' }, { late: 30_000, owed: 0 }, { kind: 'run', owed: 0 }],
    ['skip: a slot whose successor is due is let go', { kind: 'skip' }, { late: 60_000, owed: 0 }, { kind: 'skip' }],
    ['all: the missed ones are owed', { kind: 'all', max: 10 }, { late: 180_000, owed: 0 }, { kind: 'run', owed: 3 }],
    ['all: never more than max', { kind: 'all', max: 3 }, { late: 86_400_000, owed: 0 }, { kind: 'run', owed: 2 }],
    ['all: what is owed is counted down', { kind: 'all', max: 3 }, { late: 86_400_000, owed: 2 }, { kind: 'run', owed: 1 }],
  ])('%s', (_name, policy, { late, owed }, expected) => {
    expect(catchUpOn({ policy, timing }, { slot, owed }, new Date(slot.getTime() + late))).toEqual(expected)
  })
})
