import type { Item } from '../../domain/alarm.ts'
import type { Message } from '../../domain/message.ts'
import type { Task } from '../../domain/task.ts'
import { isStartable } from '../../policy/focus.ts'
import type { CompanyView, Page } from '../../ports/store.ts'
import { writeCursor } from '../../store/query.ts'

/** What an agent could work on now. */
export interface Workload {
  items: Item[]
  /** Own tasks in hand or to do, startable or not. */
  own: Task[]
  /** Tasks that wait for its review. */
  reviews: Task[]
}

const MOST_TASKS = 200
const MOST_ITEMS = 200
const LAST_ID = '\u{10FFFF}'

/** Reads what an agent has to do: unseen, unparked inbox items, and open tasks. */
export async function workloadOf(view: CompanyView, agentId: string, cursor: number): Promise<Workload> {
  const [items, [inHand, toDo, reviews]] = await Promise.all([unseenOf(view, agentId, cursor), tasksOf(view, agentId)])
  return {
    items: items.rows.filter(({ parkedAt }) => parkedAt === null),
    own: [...inHand.rows, ...toDo.rows].filter(({ parkedAt }) => parkedAt === null),
    reviews: reviews.rows.filter(({ parkedAt }) => parkedAt === null),
  }
}

/** Inbox items behind a place. */
export const unseenOf = (view: CompanyView, agentId: string, cursor: number): Promise<Page<Item>> =>
  view.list('item', { where: { agentId }, by: 'seq', after: writeCursor({ value: cursor, id: LAST_ID }), limit: MOST_ITEMS })

/** Tasks in hand, to do and to review. */
export const tasksOf = (view: CompanyView, agentId: string): Promise<[inHand: Page<Task>, toDo: Page<Task>, reviews: Page<Task>]> => Promise.all([
  view.list('task', { where: { assigneeId: agentId, status: 'in_progress' }, by: 'number', limit: MOST_TASKS }),
  view.list('task', { where: { assigneeId: agentId, status: 'todo' }, by: 'number', limit: MOST_TASKS }),
  view.list('task', { where: { reviewerId: agentId, status: 'in_review' }, by: 'number', limit: MOST_TASKS }),
])

/** True if there is something to do at this time. */
export const hasWork = ({ items, own, reviews }: Workload, now: Date): boolean =>
  items.length > 0 || reviews.length > 0 || own.some(task => isStartable(task, now))

/** The earliest time at which something becomes work, or a question overdue, by time alone. */
export function nextByTime(now: Date, { own }: Workload, openAsks: readonly Message[]): Date | null {
  const starts = own.flatMap(({ notBefore }) => (notBefore && notBefore > now ? [notBefore.getTime()] : []))
  const overdue = openAsks.flatMap(({ dueAt, escalatedAt }) => (dueAt && escalatedAt === null ? [dueAt.getTime()] : []))
  const next = Math.min(...starts, ...overdue)
  return Number.isFinite(next) ? new Date(Math.max(next, now.getTime())) : null
}

