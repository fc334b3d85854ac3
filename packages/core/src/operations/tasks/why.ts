import type { BriefFocus } from '../../domain/brief.ts'
import type { Task } from '../../domain/task.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Noun, Row } from '../../domain/nouns.ts'

/** Why a task exists: the tasks above it, its project, its goals, the company's mission. */
export async function whyOf(view: CompanyView, task: Task, mission: string): Promise<BriefFocus['why']> {
  const why: BriefFocus['why'] = []
  let top = task
  for (let parentId = task.parentId; parentId !== null;) {
    const parent = await view.get('task', parentId)
    if (!parent) break
    why.push({ kind: 'task', title: `${parent.identifier} ${parent.title}` })
    top = parent
    parentId = parent.parentId
  }
  const project = await found(view, 'project', task.projectId ?? top.projectId)
  if (project) why.push({ kind: 'project', title: project.name })
  for (let goal = await found(view, 'goal', task.goalId ?? top.goalId ?? project?.goalId ?? null); goal; goal = await found(view, 'goal', goal.parentId)) {
    why.push({ kind: 'goal', title: goal.title })
  }
  if (mission !== '') why.push({ kind: 'mission', title: mission })
  return why
}

const found = async <N extends Noun>(view: CompanyView, noun: N, id: string | null): Promise<Row<N> | undefined> => (id === null ? undefined : view.get(noun, id))
