import type { Goal, Metric } from '../domain/goal.ts'
import type { Task } from '../domain/task.ts'

/** How far a goal is, from 0 to 1: by its metric, else by its children and tasks; null if nothing says. */
export function progressOf(goal: Pick<Goal, 'status' | 'metric'>, children: readonly (number | null)[], tasks: readonly Pick<Task, 'status'>[]): number | null {
  if (goal.status === 'achieved') return 1
  if (goal.metric) return metricProgress(goal.metric)
  const counted = tasks.filter(({ status }) => status !== 'cancelled')
  const shares = [...children.filter(share => share !== null), ...counted.map(({ status }): number => (status === 'done' ? 1 : 0))]
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length
}

export const metricProgress = ({ start, target, current }: Metric): number => Math.min(Math.max((current - start) / (target - start), 0), 1)
