import type { BriefTask } from '../../domain/brief.ts'
import type { CompanyView, Page, PageQuery, Query } from '../../ports/store.ts'
import { chained, sifted } from '../pages.ts'
import { taskFor } from './brief.ts'
import { tasksFor } from './workload.ts'

/** An agent's tasks in hand, then those to do, then those that wait for its review, each oldest first: those that are parked are left out. */
export function openTasks(view: CompanyView, agentId: string, page: PageQuery): Promise<Page<BriefTask>> {
  const { inHand, toDo, inReview } = tasksFor(agentId)
  const of = (query: Query<'task'>) => (part: PageQuery) => sifted(view, { ...query, ...part, noun: 'task' }, task => (task.parkedAt === null ? taskFor(view, task, agentId) : null))
  return chained([of(inHand), of(toDo), of(inReview)], page)
}
