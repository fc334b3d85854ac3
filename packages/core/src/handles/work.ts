import { PaperclipError } from '../domain/error.ts'
import type { Task } from '../domain/task.ts'
import { nextSlot } from '../policy/slots.ts'
import { taskFinished } from '../operations/tasks/await-task.ts'
import { boardOf, type BoardColumn } from '../operations/tasks/board.ts'
import type { ActInput } from '../operations/governance/acts.ts'
import { agentRef, goalRef, need, projectRef, routineRef, taskRef } from '../operations/find.ts'
import { goalProgress } from '../operations/tasks/goal-progress.ts'
import { timingOf } from '../operations/routines/arm-routine.ts'
import { whyOf } from '../operations/tasks/why.ts'
import type { DirectedPageQuery, Page } from '../ports/store.ts'
import type { ChangeOptions, Door, Given, ListQuery, VerbOptions } from './door.ts'

export const goalVerbs = ({ act, look, list }: Door) => ({
  set: (input: ActInput<'goal.set'>, options?: VerbOptions) => act('goal.set', input, options),
  update: (goal: string, change: Given<'goal.update', 'goal'>, options?: ChangeOptions) => act('goal.update', { goal, ...change }, options),
  report: (goal: string, current: number, options?: ChangeOptions) => act('goal.report', { goal, current }, options),
  get: (ref: string) => look(view => goalRef(view, ref)),
  list: (query: ListQuery<'goal'> = {}) => list('goal', { by: 'createdAt', ...query }),
  /** From 0 to 1; null if nothing says. */
  progress: (ref: string) => look(async view => goalProgress(view, await goalRef(view, ref))),
})

export const projectVerbs = ({ act, look, list }: Door) => ({
  set: (input: ActInput<'project.set'>, options?: ChangeOptions) => act('project.set', input, options),
  get: (ref: string) => look(view => projectRef(view, ref)),
  list: (query: ListQuery<'project'> = {}) => list('project', { by: 'createdAt', ...query }),
})

export const taskVerbs = ({ act, look, list, changed, companyId }: Door) => ({
  create: (input: ActInput<'task.create'>, options?: VerbOptions) => act('task.create', input, options),
  update: (task: string, change: Given<'task.update', 'task'>, options?: ChangeOptions) => act('task.update', { task, ...change }, options),
  assign: (task: string, to: Given<'task.assign', 'task'>, options?: ChangeOptions) => act('task.assign', { task, ...to }, options),
  take: (task: string, options?: VerbOptions) => act('task.take', { task }, options),
  release: (task: string, options?: VerbOptions) => act('task.release', { task }, options),
  finish: (task: string, result = '', options?: VerbOptions) => act('task.finish', { task, result }, options),
  review: (task: string, review: Given<'task.review', 'task'>, options?: VerbOptions) => act('task.review', { task, ...review }, options),
  block: (task: string, why: Given<'task.block', 'task'>, options?: VerbOptions) => act('task.block', { task, ...why }, options),
  unblock: (task: string, options?: VerbOptions) => act('task.unblock', { task }, options),
  cancel: (task: string, reason = '', options?: VerbOptions) => act('task.cancel', { task, reason }, options),
  /** Takes a parked, finished or cancelled task up again. */
  reopen: (task: string, options?: VerbOptions) => act('task.reopen', { task }, options),
  get: (ref: string) => look(view => taskRef(view, ref)),
  list: (query: ListQuery<'task'> = {}) => list('task', { by: 'number', ...query }),
  /** Tasks by their status: all, or those of one agent or one project. Of each column the first 20 unless said. */
  board: ({ agent, project, limit }: { agent?: string; project?: string; limit?: number } = {}): Promise<BoardColumn[]> => look(async view => {
    if (agent !== undefined && project !== undefined) throw new PaperclipError('invalid_input', 'project: a board is of one agent or of one project. Leave one of them out.')
    const of = agent !== undefined ? { assigneeId: (await agentRef(view, agent)).id } : project !== undefined ? { projectId: (await projectRef(view, project)).id } : {}
    return boardOf(view, limit === undefined ? of : { ...of, limit })
  }),
  /** Waits until a task is done or cancelled. */
  finished: (ref: string, signal?: AbortSignal) => taskFinished({ look, changed }, ref, signal),
  /** What was said on a task, oldest first. */
  thread: (ref: string, page: DirectedPageQuery = {}) => look(async view => view.list('message', { where: { taskId: (await taskRef(view, ref)).id }, by: 'createdAt', ...page })),
  /** Why a task exists, from the nearest to the mission. */
  why: (ref: string) => look(async view => whyOf(view, await taskRef(view, ref), (await need(view, 'company', companyId)).mission)),
  /** The tasks a task waits for. */
  blockers: (ref: string, page: DirectedPageQuery = {}): Promise<Page<Task>> => look(async view => {
    const { rows, next } = await view.list('blocker', { where: { taskId: (await taskRef(view, ref)).id }, by: 'createdAt', ...page })
    return { rows: await Promise.all(rows.map(({ blockerId }) => need(view, 'task', blockerId))), next }
  }),
})

export const messageVerbs = ({ act, list }: Door) => ({
  say: (input: ActInput<'message.say'>, options?: VerbOptions) => act('message.say', input, options),
  ask: (input: ActInput<'message.ask'>, options?: VerbOptions) => act('message.ask', input, options),
  answer: (ask: string, body: string, options?: VerbOptions) => act('message.answer', { ask, body }, options),
  list: (query: ListQuery<'message'> = {}) => list('message', { by: 'createdAt', ...query }),
})

export const signalVerbs = ({ act, list }: Door) => ({
  send: (input: ActInput<'signal.send'>, options?: VerbOptions) => act('signal.send', input, options),
  list: (query: ListQuery<'signal'> = {}) => list('signal', { by: 'createdAt', ...query }),
})

export const routineVerbs = ({ act, look, list, deps }: Door) => ({
  set: (input: ActInput<'routine.set'>, options?: ChangeOptions) => act('routine.set', input, options),
  pause: (routine: string, options?: VerbOptions) => act('routine.pause', { routine }, options),
  resume: (routine: string, options?: VerbOptions) => act('routine.resume', { routine }, options),
  remove: (routine: string, options?: ChangeOptions) => act('routine.remove', { routine }, options),
  /** Fires a routine now. No task comes of it if one is open already, unless its overlap policy allows that. */
  trigger: (routine: string, given: Given<'routine.trigger', 'routine'> = {}, options?: VerbOptions) => act('routine.trigger', { routine, ...given }, options),
  get: (ref: string) => look(view => routineRef(view, ref)),
  list: (query: ListQuery<'routine'> = {}) => list('routine', { by: 'createdAt', ...query }),
  /** When a routine falls due next by its schedule; null if it does not. */
  nextDue: (ref: string): Promise<Date | null> => look(async view => {
    const routine = await routineRef(view, ref)
    const timing = timingOf(routine)
    return routine.status === 'active' && timing ? (await view.get('alarm', routine.id))?.dueAt ?? nextSlot(timing, deps.clock.now()) : null
  }),
})
