import type { Goal, Metric } from '../domain/goal.ts'
import type { TaskStatus } from '../domain/task.ts'

/** How far a goal is, from 0 to 1: by its metric, else by its children and tasks; null if nothing says. */
export function progressOf(goal: Pick<Goal, 'status' | 'metric'>, children: readonly (number | null)[], tasks: readonly { status: TaskStatus; many: number }[]): number | null {
  if (goal.status === 'achieved') return 1
  if (goal.metric) return metricProgress(goal.metric)
  const shares = children.filter(share => share !== null), counted = tasks.filter(({ status }) => status !== 'cancelled'), parts = shares.length + manyOf(counted)
  return parts === 0 ? null : (shares.reduce((sum, share) => sum + share, 0) + manyOf(counted.filter(({ status }) => status === 'done'))) / parts
}

const manyOf = (tasks: readonly { many: number }[]): number => tasks.reduce((sum, { many }) => sum + many, 0)

export const metricProgress = ({ start, target, current }: Metric): number => Math.min(Math.max((current - start) / (target - start), 0), 1)
