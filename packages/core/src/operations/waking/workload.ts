import type { Alarm, Item } from '../../domain/alarm.ts'
import type { Message } from '../../domain/message.ts'
import type { Task } from '../../domain/task.ts'
import { foremost, isStartable } from '../../policy/focus.ts'
import type { Row } from '../../domain/nouns.ts'
import type { CompanyView, Page, Query } from '../../ports/store.ts'
import { eachOf } from '../find.ts'
import { writeCursor } from '../../store/query.ts'

/** What an agent could work on now. */
export interface Workload {
  items: Item[]
  /** Own tasks in hand or to do, startable or not. */
  own: Task[]
  /** Tasks that wait for its review. */
  reviews: Task[]
}

const MOST = 200
/** Of more own tasks than these, one that may be begun at any time is enough. */
const ENOUGH = 2_000
const LAST_ID = '\u{10FFFF}'

/** What came of deeds of those keys. */
export interface CameOfKeys { keyIds: readonly string[] }

/** Reads what an agent has to do: unseen, unparked inbox items, and open tasks. */
export const workloadOf = (view: CompanyView, agentId: string, cursor: number): Promise<Workload> => workloadBut(view, { id: agentId, cursor }, () => false)

/** The same, without what came of some keys: however much of that there is, it hides nothing else. */
export async function workloadBut(view: CompanyView, { id: agentId, cursor }: Pick<Alarm, 'id' | 'cursor'>, isLeftOut: (one: CameOfKeys) => boolean): Promise<Workload> {
  const some = async <N extends 'item' | 'task'>(noun: N, query: Query<N>): Promise<Row<N>[]> => {
    for (let { after } = query; ;) {
      const page = await view.list(noun, { ...query, after: after ?? null })
      const rows = page.rows.filter(one => one.parkedAt === null && !isLeftOut(one))
      if (rows.length > 0 || page.next === null) return rows
      after = page.next
    }
  }
  const tasks = async (query: Query<'task'>): Promise<Task[]> => {
    const rows: Task[] = []
    let mayBegin = false
    for await (const task of eachOf(after => view.list('task', { ...query, after }))) {
      if (task.parkedAt !== null || isLeftOut(task)) continue
      rows.push(task)
      mayBegin ||= task.notBefore === null
      if (mayBegin && rows.length >= ENOUGH) break
    }
    return rows
  }
  const { inHand, toDo, inReview } = tasksFor(agentId)
  const [items, started, open, reviews] = await Promise.all([some('item', unseenBy({ id: agentId, cursor })), tasks(inHand), tasks(toDo), some('task', inReview)])
  return { items, own: [...started, ...open], reviews }
}

/** The tasks an agent is told of: those that come first, where there are many. */
export const tasksTold = ({ own, reviews }: Workload, now: Date): readonly Task[] => foremost([...own, ...reviews], { most: MOST, now })

const unseenBy = ({ id: agentId, cursor }: Pick<Alarm, 'id' | 'cursor'>): Query<'item'> => ({ where: { agentId }, by: 'seq', after: cursorAt(cursor), limit: MOST })

/** Which tasks an agent has to do something about. */
export const tasksFor = (agentId: string): Readonly<Record<'inHand' | 'toDo' | 'inReview', Query<'task'>>> => ({
  inHand: { where: { assigneeId: agentId, status: 'in_progress' }, by: 'number', limit: MOST },
  toDo: { where: { assigneeId: agentId, status: 'todo' }, by: 'number', limit: MOST },
  inReview: { where: { reviewerId: agentId, status: 'in_review' }, by: 'number', limit: MOST },
})

/** Asks for the inbox of a workload before it is read: a transaction asks once. */
export const unseenAhead = (view: CompanyView, of: Pick<Alarm, 'id' | 'cursor'>): Promise<unknown> => view.list('item', unseenBy(of))

/** Asks for the tasks of a workload before it is read. */
export function tasksAhead(view: CompanyView, agentId: string): Promise<[inHand: Page<Task>, toDo: Page<Task>, inReview: Page<Task>]> {
  const { inHand, toDo, inReview } = tasksFor(agentId)
  return Promise.all([view.list('task', inHand), view.list('task', toDo), view.list('task', inReview)])
}

/** Where an inbox is read on from. */
export const cursorAt = (seq: number): string => writeCursor({ value: seq, id: LAST_ID })

/** True if there is something to do at this time. */
export const hasWork = ({ items, own, reviews }: Workload, now: Date): boolean =>
  items.length > 0 || reviews.length > 0 || own.some(task => isStartable(task, now))

/** The earliest time at which something becomes work, or a question overdue, by time alone. */
export function nextByTime(now: Date, { own }: Pick<Workload, 'own'>, openAsks: readonly Message[]): Date | null {
  const starts = own.flatMap(({ notBefore }) => (notBefore && notBefore > now ? [notBefore.getTime()] : []))
  const overdue = openAsks.flatMap(({ dueAt, escalatedAt }) => (dueAt && escalatedAt === null ? [dueAt.getTime()] : []))
  const next = Math.min(...starts, ...overdue)
  return Number.isFinite(next) ? new Date(Math.max(next, now.getTime())) : null
}

