import type { Goal } from '../../domain/goal.ts'
import { progressOf } from '../../policy/progress.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all } from '../find.ts'

/** How far a goal is, from 0 to 1: by its metric, else derived from the goals, projects and tasks below it. */
export async function goalProgress(view: CompanyView, goal: Goal): Promise<number | null> {
  if (goal.metric || goal.status === 'achieved') return progressOf(goal, [], [])
  const children = await all(view, 'goal', { where: { parentId: goal.id }, by: 'createdAt' })
  const shares = await Promise.all(children.filter(({ status }) => status !== 'cancelled').map(child => goalProgress(view, child)))
  const projects = await all(view, 'project', { where: { goalId: goal.id }, by: 'createdAt' })
  const inProjects = await Promise.all(projects.map(project => view.sum('task', { where: { projectId: project.id, goalId: null }, by: 'status', groups: ['status'], of: [] })))
  const own = await view.sum('task', { where: { goalId: goal.id }, by: 'status', groups: ['status'], of: [] })
  return progressOf(goal, shares, [...own, ...inProjects.flat()].map(({ group: { status }, many }) => ({ status, many })))
}
