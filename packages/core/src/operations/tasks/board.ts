import { TASK_STATUSES, type Task, type TaskStatus } from '../../domain/task.ts'
import { PaperclipError } from '../../domain/error.ts'
import type { CompanyView, Query } from '../../ports/store.ts'

const COUNTED = 500
const SHOWN = 20
const OVER: readonly TaskStatus[] = ['done', 'cancelled']

/** One column of the board: how many tasks stand so, and the first of them. */
export interface BoardColumn {
  status: TaskStatus
  /** How many there are: 500 at most are counted. */
  count: number
  /** True if there are more than were counted. */
  isMore: boolean
  tasks: Task[]
}

/** Which tasks stand on a board: all, those of one assignee, or those of one project. */
export type BoardOf = { assigneeId?: string } | { projectId?: string }

/** Every status with its tasks: what is to be done oldest first, what is over newest first. */
export async function boardOf(view: CompanyView, { limit = SHOWN, ...of }: BoardOf & { limit?: number }): Promise<BoardColumn[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > COUNTED) throw new PaperclipError('invalid_input', `limit: must be 1 to ${COUNTED} (was ${limit}).`)
  const columns: BoardColumn[] = []
  const counted = new Map((await view.sum('task', { where: of, by: 'number', groups: ['status'], of: [] })).map(({ group, many }) => [group.status, many]))
  for (const status of TASK_STATUSES) {
    const query: Query<'task'> = { where: { ...of, status }, by: 'number', direction: OVER.includes(status) ? 'down' : 'up', limit }, many = counted.get(status) ?? 0
    columns.push({ status, count: Math.min(many, COUNTED), isMore: many > COUNTED, tasks: many === 0 ? [] : (await view.list('task', query)).rows })
  }
  return columns
}
