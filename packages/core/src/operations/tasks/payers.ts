import type { Agent } from '../../domain/agent.ts'
import type { Task } from '../../domain/task.ts'
import { grantFor } from '../../policy/rule-on.ts'
import { goalRef, need, projectRef, taskRef } from '../find.ts'
import { relationTo } from '../agents/org.ts'
import { grantsOf } from '../governance/standing.ts'
import type { Work } from '../work.ts'

/** Whose money a new task would spend: by its project and goal, or those of the task above it. */
interface Payers { project: string | null; goal: string | null; parent: string | null }

/** What of that an agent may not spend: only what it leads or answers for, itself or through its team, and what the work in its hands spends already. */
export async function strangePayers(work: Work, actor: Agent, { project: projectGiven, goal: goalGiven, parent: parentGiven }: Payers): Promise<string[]> {
  const { tx, by } = work
  if (grantFor(await grantsOf(work, actor), 'task.create')?.scope === 'company') return []
  const parent = parentGiven === null ? null : await taskRef(tx, parentGiven)
  const isOwnWork = parent !== null && await isHandled(work, actor, parent)
  const run = by.kind === 'agent' ? await tx.get('run', by.runId) : undefined
  const known = new Set([run?.projectId, run?.goalId, ...(isOwnWork ? [parent.projectId, parent.goalId] : [])])
  const projectId = projectGiven === null ? parent?.projectId ?? null : (await projectRef(tx, projectGiven)).id
  const goalId = goalGiven === null ? parent?.goalId ?? null : (await goalRef(tx, goalGiven)).id
  const strange: string[] = []
  if (projectId !== null && !known.has(projectId)) {
    const { slug, leadId } = await need(tx, 'project', projectId)
    if (!(await isInTeam(work, actor, leadId))) strange.push(`the money of the project "${slug}", which neither you nor your team leads`)
  }
  if (goalId !== null && !known.has(goalId)) {
    const { title, ownerId } = await need(tx, 'goal', goalId)
    if (!(await isInTeam(work, actor, ownerId))) strange.push(`the money of the goal "${title}", for which neither you nor your team answers`)
  }
  return strange
}

/** What an agent may not do with a task of others: put work of its own under it. */
export async function strangeParent(work: Work, actor: Agent, parentGiven: string | null): Promise<string[]> {
  if (parentGiven === null || grantFor(await grantsOf(work, actor), 'task.create')?.scope === 'company') return []
  const parent = await taskRef(work.tx, parentGiven)
  return await isHandled(work, actor, parent) ? [] : [`a part of ${parent.identifier}, which is neither yours, nor your team's, nor yours to review`]
}

const isHandled = async (work: Work, actor: Agent, task: Task): Promise<boolean> =>
  task.createdById === actor.id || task.reviewerId === actor.id || await isInTeam(work, actor, task.assigneeId)

async function isInTeam({ tx }: Work, actor: Agent, agentId: string | null): Promise<boolean> {
  const other = agentId === null ? undefined : await tx.get('agent', agentId)
  if (!other) return false
  const relation = await relationTo(tx, actor, other)
  return relation === 'self' || relation === 'reports' || relation === 'team'
}
