import { PRIORITIES, type Task } from '../domain/task.ts'

/** Chooses the task a run is about: what is in hand first, then what waits for a review, then by priority, due date and age. */
export function focusOf(own: readonly Task[], reviews: readonly Task[], now: Date): Task | null {
  const ranked = [...own.filter(task => isStartable(task, now)), ...reviews.filter(task => task.parkedAt === null)]
  return ranked.sort(byUrgency)[0] ?? null
}

/** Of many tasks those that come first, in the order they have: what waits for its time comes behind what does not. */
export function foremost(tasks: readonly Task[], { most, now }: { most: number; now: Date }): readonly Task[] {
  if (tasks.length <= most) return tasks
  const waits = ({ notBefore }: Task) => Number(notBefore !== null && notBefore > now)
  const kept = new Set([...tasks].sort((a, b) => waits(a) - waits(b) || byUrgency(a, b)).slice(0, most))
  return tasks.filter(task => kept.has(task))
}

/** True if its assignee can work on it now. */
export const isStartable = (task: Task, now: Date): boolean =>
  (task.status === 'todo' || task.status === 'in_progress') && task.parkedAt === null && (task.notBefore === null || task.notBefore <= now)

const STAGE: Partial<Record<Task['status'], number>> = { in_progress: 0, in_review: 1, todo: 2 }

function byUrgency(a: Task, b: Task): number {
  return (STAGE[a.status] ?? 3) - (STAGE[b.status] ?? 3)
    || PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority)
    || dueOf(a) - dueOf(b)
    || a.number - b.number
}

/** Without a due date a task comes after all that have one. */
const dueOf = ({ dueAt }: Task): number => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER
