import { z } from 'zod'
import { defined } from '../domain/defined.ts'
import { conflict, PaperclipError } from '../domain/error.ts'
import { id } from '../domain/fields.ts'
import { PRIORITIES, task as taskSchema } from '../domain/task.ts'
import { ABOUT_NOBODY, defineAct } from './act.ts'
import { goalRef, need, projectRef, taskRef } from './find.ts'
import { giveTask } from './give-task.ts'
import { closeIncidents } from './incident.ts'
import { agentAt, partyInput, partyRef } from './party.ts'
import { checkMine, nextStatus, touch } from './task-deed.ts'
import { tell } from './wake.ts'
import { change, deed } from './work.ts'

const { title, description, acceptance, labels } = taskSchema.shape

/** Changes what a task says. `status` moves it between backlog and ready. */
export const updateTask = defineAct({
  kind: 'task.update',
  input: z.strictObject({
    task: id(), title: title.optional(), description: description.optional(), acceptance: acceptance.optional(), labels: labels.optional(),
    priority: z.enum(PRIORITIES).optional(), dueAt: z.coerce.date().nullable().optional(), notBefore: z.coerce.date().nullable().optional(),
    project: id().nullable().optional(), goal: id().nullable().optional(), status: z.enum(['backlog', 'todo']).optional(),
  }),
  rule: { agent: 'own_desk', board: 'operator', weight: 'work' },
  concern: ABOUT_NOBODY,
  async perform(work, { task: ref, project, goal, status, ...patch }) {
    const { tx, by } = work
    const task = await taskRef(tx, ref)
    await checkMine(work, task)
    if (by.kind === 'agent' && (project !== undefined || goal !== undefined)) throw new PaperclipError('forbidden', 'project, goal: an agent does not move its work between budgets. Ask your manager or the board.')
    const move = status === undefined || status === task.status ? null : status === 'backlog' ? 'plan' : 'ready'
    const updated = await change(deed(work, 'task', 'task.update'), task, defined({
      ...patch,
      projectId: project === undefined ? undefined : project === null ? null : (await projectRef(tx, project)).id,
      goalId: goal === undefined ? undefined : goal === null ? null : (await goalRef(tx, goal)).id,
      status: move === null ? undefined : nextStatus(task, move),
    }))
    await touch(work, task.id)
    if (move === 'ready' || patch.notBefore !== undefined) await giveTask(work, updated)
    return updated
  },
})

/** Gives a task to somebody else, or another reviewer. Whoever had it in hand loses it. */
export const assignTask = defineAct({
  kind: 'task.assign',
  input: z.strictObject({ task: id(), assignee: partyInput().nullable().optional(), reviewer: partyInput().nullable().optional() }),
  rule: { agent: 'task.assign', board: 'operator', weight: 'work' },
  async concern({ tx }, { task: ref, assignee }) {
    const task = await taskRef(tx, ref)
    const to = typeof assignee === 'string' ? await partyRef(tx, assignee) : null
    const ids = [task.assigneeKind === 'agent' ? task.assigneeId : null, to?.id ?? null].filter(one => one !== null)
    return { agents: await Promise.all(ids.map(agentId => need(tx, 'agent', agentId))) }
  },
  async perform(work, { task: ref, assignee, reviewer }) {
    const { tx } = work
    const task = await taskRef(tx, ref)
    if (task.status === 'done' || task.status === 'cancelled') throw conflict('wrong_state', `${task.identifier} is ${task.status}: reopen it first.`)
    const to = assignee === undefined ? { kind: task.assigneeKind, id: task.assigneeId } : assignee === null ? null : await partyRef(tx, assignee)
    const judge = reviewer === undefined ? { kind: task.reviewerKind, id: task.reviewerId } : reviewer === null ? null : await partyRef(tx, reviewer)
    if (to?.id && to.id === judge?.id) throw conflict('wrong_state', `reviewer: nobody reviews their own work. Choose another reviewer for ${task.identifier}.`)
    const moved = await change(deed(work, 'task', 'task.assign'), task, {
      assigneeKind: to?.kind ?? null, assigneeId: to?.id ?? null, reviewerKind: judge?.kind ?? null, reviewerId: judge?.id ?? null,
      ...(assignee === undefined ? {} : { status: task.status === 'in_progress' ? 'todo' : task.status, checkoutRunId: null, checkoutFence: null, parkedAt: null, failedRuns: 0, idleRuns: 0 }),
    })
    await touch(work, task.id)
    if (assignee !== undefined) {
      await closeIncidents(work, ['task_parked'], { taskId: task.id })
      await giveTask(work, moved)
    }
    const judging = moved.status === 'in_review' && moved.reviewerId !== task.reviewerId ? await agentAt(tx, moved.reviewerKind, moved.reviewerId) : undefined
    if (judging) await tell(work, judging, { cause: 'review', noun: 'task', refId: moved.id })
    return moved
  },
})
