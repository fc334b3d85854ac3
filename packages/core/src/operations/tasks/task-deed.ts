import type { Agent } from '../../domain/agent.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import type { Task, TaskStatus } from '../../domain/task.ts'
import { statesFor, transition, type TaskDeed } from '../../policy/transition.ts'
import { grantFor } from '../../policy/rule-on.ts'
import type { CompanyView } from '../../ports/store.ts'
import { managersOf } from '../agents/org.ts'
import { agentAt, isParty } from './party.ts'
import type { Concern } from '../governance/act.ts'
import { grantsOf } from '../governance/standing.ts'
import { need, taskRef } from '../find.ts'
import { change, deed, type Work } from '../work.ts'

/** Where a deed leads a task, or `conflict` that says from which states it can be done. */
export function nextStatus(task: Task, deed: TaskDeed): TaskStatus {
  const to = transition(task.status, deed, task.reviewerId === null ? 'by_nobody' : 'by_someone')
  if (to === null) throw conflict('wrong_state', `${task.identifier} is ${task.status}: "${deed}" can be done from ${statesFor(deed)}.`)
  return to
}

/** Who acts, and where it is looked up what is theirs. */
export type Actor = Pick<Work, 'by'> & { tx: CompanyView }

/** Throws unless the actor may do an assignee's deed: the assignee, an operator, or whom a role allows to manage the assignee's tasks. */
export async function checkMine(work: Actor, task: Task): Promise<void> {
  const { by } = work
  if (by.kind !== 'agent' || isParty(by, task.assigneeKind, task.assigneeId)) return
  if (task.createdById === by.id && task.assigneeId === null) return
  const actor = await need(work.tx, 'agent', by.id)
  const assignee = await agentAt(work.tx, task.assigneeKind, task.assigneeId)
  const grant = grantFor(await grantsOf(work, actor), 'task.manage')
  const isBelow = assignee && (await managersOf(work.tx, assignee)).some(({ id }) => id === actor.id)
  const isDirect = assignee?.reportsTo === actor.id
  const reaches = grant && (grant.scope === 'company' || (grant.scope === 'team' && isBelow) || (grant.scope === 'reports' && isDirect))
  if (!reaches && !(isDirect && task.createdById === by.id)) throw new PaperclipError('forbidden', `${task.identifier} is not yours.`)
}

/** The concern of a deed on a task: whose it is at a desk the deed itself checks, and to whoever was lent some agents it is about those who have the task. */
export async function aboutTask(work: Work, { task: ref }: { task: string | null }): Promise<Concern> {
  return work.by.kind === 'key' && ref !== null ? { agents: [], besides: await handsOn(work, await taskRef(work.tx, ref)) } : { agents: [] }
}

/** The agents who have a task: its assignee, and its reviewer. */
export async function handsOn({ tx }: Pick<Work, 'tx'>, { assigneeKind, assigneeId, reviewerKind, reviewerId }: Pick<Task, 'assigneeKind' | 'assigneeId' | 'reviewerKind' | 'reviewerId'>): Promise<Agent[]> {
  return (await Promise.all([agentAt(tx, assigneeKind, assigneeId), agentAt(tx, reviewerKind, reviewerId)])).filter(agent => agent !== undefined)
}

/** The task an actor may do an assignee's deed on. */
export async function mineTask(work: Work, ref: string): Promise<Task> {
  const task = await taskRef(work.tx, ref)
  await checkMine(work, task)
  return task
}

/** The same, if no other run has it in hand. */
export async function freeTask(work: Work, ref: string): Promise<Task> {
  const task = await mineTask(work, ref)
  checkFree(work, task)
  return task
}

/** Throws if another run has the task in hand. Under which fence it took it does not matter: the door of every act holds the present one, and a kept result is delivered under a later. */
export function checkFree(work: Work, task: Task): void {
  const { by } = work
  if (task.checkoutRunId === null || (by.kind === 'agent' && task.checkoutRunId === by.runId)) return
  if (by.kind === 'agent') throw conflict('checked_out', `${task.identifier} is in hand of another run. Leave it and choose another task.`)
}

/** A task of which no run has failed yet. */
export const FRESH = { parkedAt: null, failedRuns: 0, idleRuns: 0 } as const

/** Notes on the run that it did something to a task. */
export async function touch(work: Work, taskId: string): Promise<void> {
  const { by, actor } = work
  if (by.kind !== 'agent' || actor !== by) return
  const run = await need(work.tx, 'run', by.runId)
  if (run.endedAt === null && !run.touched.includes(taskId)) await change(deed(work, 'run', 'run.touch'), run, { touched: [...run.touched, taskId] })
}
