import { describe, expect, it } from 'vitest'
import type { RunEnd } from '../domain/run.ts'
import { tallyOf } from './parking.ts'

describe('P3: a task is put aside', () => {
  it.each<[string, { failedRuns: number; idleRuns: number }, RunEnd, 'touched' | 'untouched', ReturnType<typeof tallyOf>]>([
    ['not after a first failure', { failedRuns: 0, idleRuns: 0 }, 'failed', 'untouched', { failedRuns: 1, idleRuns: 0, parked: 'no' }],
    ['after a third failure in a row', { failedRuns: 2, idleRuns: 0 }, 'failed', 'touched', { failedRuns: 3, idleRuns: 0, parked: 'failed' }],
    ['after a third run that was lost', { failedRuns: 2, idleRuns: 0 }, 'lost', 'untouched', { failedRuns: 3, idleRuns: 0, parked: 'failed' }],
    ['after a third run that timed out', { failedRuns: 2, idleRuns: 0 }, 'timed_out', 'untouched', { failedRuns: 3, idleRuns: 0, parked: 'failed' }],
    ['after a third run that did nothing to it', { failedRuns: 0, idleRuns: 2 }, 'succeeded', 'untouched', { failedRuns: 0, idleRuns: 3, parked: 'idle' }],
    ['not as long as something is done to it', { failedRuns: 2, idleRuns: 2 }, 'succeeded', 'touched', { failedRuns: 0, idleRuns: 0, parked: 'no' }],
    ['not for a cancelled run', { failedRuns: 2, idleRuns: 2 }, 'cancelled', 'untouched', { failedRuns: 2, idleRuns: 2, parked: 'no' }],
  ])('%s', (_name, task, end, touched, expected) => {
    expect(tallyOf(task, { end, touched, parkAfter: 3 })).toEqual(expected)
  })
})
