import type { Task } from '../domain/task.ts'
import type { RunEnd } from '../domain/run.ts'

/** What a run's end means for the task it was about. */
export interface TaskTally { failedRuns: number; idleRuns: number; parked: 'no' | 'failed' | 'idle' }

/** A task is put aside after so many failed runs, or runs that succeeded without doing anything to it. */
export function tallyOf(task: Pick<Task, 'failedRuns' | 'idleRuns'>, { end, touched, parkAfter }: { end: RunEnd; touched: 'touched' | 'untouched'; parkAfter: number }): TaskTally {
  switch (end) {
    case 'cancelled':
      return { failedRuns: task.failedRuns, idleRuns: task.idleRuns, parked: 'no' }
    case 'succeeded': {
      const idleRuns = touched === 'touched' ? 0 : task.idleRuns + 1
      return { failedRuns: 0, idleRuns, parked: idleRuns >= parkAfter ? 'idle' : 'no' }
    }
    case 'failed':
    case 'timed_out':
    case 'lost': {
      const failedRuns = task.failedRuns + 1
      return { failedRuns, idleRuns: task.idleRuns, parked: failedRuns >= parkAfter ? 'failed' : 'no' }
    }
  }
}
