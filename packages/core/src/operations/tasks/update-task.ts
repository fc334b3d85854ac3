import { z } from 'zod'
import { defined } from '../../domain/defined.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { PRIORITIES, task as taskSchema } from '../../domain/task.ts'
import { defineAct } from '../governance/act.ts'
import { readied } from './blockers.ts'
import { goalRef, need, projectRef, taskRef } from '../find.ts'
import { askReview, giveTask } from './give-task.ts'
import { closeIncidents } from '../waking/incident.ts'
import { isParty, partyInput, partyRef } from './party.ts'
import { aboutTask, checkMine, FRESH, handsOn, nextStatus, touch } from './task-deed.ts'
import { change, deed } from '../work.ts'

const { title, description, acceptance, labels } = taskSchema.shape

/** Changes what a task says. `status` moves it between backlog and ready. */
export const updateTask = defineAct({
  kind: 'task.update',
  input: z.strictObject({
    task: id(), title: title.optional(), description: description.optional(), acceptance: acceptance.optional(), labels: labels.optional(),
    priority: z.enum(PRIORITIES).optional(), dueAt: z.coerce.date().nullable().optional(), notBefore: z.coerce.date().nullable().optional(),
    project: id().nullable().optional(), goal: id().nullable().optional(), status: z.enum(['backlog', 'todo']).optional(),
  }),
  subject: ({ tx }, { task: ref }) => taskRef(tx, ref),
  rule: { agent: 'own_desk', board: 'operator', weight: 'work' },
  concern: aboutTask,
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
      status: move === null ? undefined : await readied(tx, task, nextStatus(task, move)),
      blockedReason: move === 'plan' ? null : undefined,
    }))
    if (move === 'plan') await closeIncidents(work, ['task_blocked'], { taskId: task.id })
    await touch(work, task.id)
    if (move === 'ready' || patch.notBefore !== undefined) await giveTask(work, updated)
    return updated
  },
})

/** Gives a task to somebody else, or another reviewer. Whoever had it in hand loses it. */
export const assignTask = defineAct({
  kind: 'task.assign',
  input: z.strictObject({ task: id(), assignee: partyInput().nullable().optional(), reviewer: partyInput().nullable().optional() }),
  subject: ({ tx }, { task: ref }) => taskRef(tx, ref),
  rule: { agent: 'task.assign', board: 'operator', weight: 'work' },
  async concern({ tx, by }, { task: ref, assignee, reviewer }) {
    const task = await taskRef(tx, ref), judge = by.kind !== 'key' || reviewer === undefined || reviewer === null ? null : await partyRef(tx, reviewer)
    const to = typeof assignee === 'string' ? await partyRef(tx, assignee) : null
    const isOwnIdea = isParty(by, task.createdByKind, task.createdById)
    const isRejudged = reviewer !== undefined && task.reviewerId !== null && !isOwnIdea
    const ids = [task.assigneeKind === 'agent' ? task.assigneeId : null, to?.id ?? null, isRejudged && task.reviewerKind === 'agent' ? task.reviewerId : null]
    return {
      agents: await Promise.all(ids.filter(one => one !== null).map(agentId => need(tx, 'agent', agentId))),
      besides: by.kind !== 'key' ? [] : await handsOn({ tx }, { ...task, reviewerKind: judge?.kind ?? task.reviewerKind, reviewerId: judge?.id ?? task.reviewerId }),
      exceeds: [
        ...(task.assigneeKind === 'operator' && !isOwnIdea ? ['a say in the work of an operator'] : []),
        ...(isRejudged && task.reviewerKind === 'operator' ? ['a reviewer in place of an operator'] : []),
        ...(isRejudged && isParty(by, task.assigneeKind, task.assigneeId) ? ['another reviewer of your own work'] : []),
      ],
    }
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
      ...(assignee === undefined ? {} : { ...FRESH, status: task.status === 'in_progress' ? 'todo' : task.status, checkoutRunId: null, checkoutFence: null }),
      ...(task.status === 'in_review' && reviewer !== undefined ? FRESH : {}),                         // what its reviewer failed at, another may do
    })
    await touch(work, task.id)
    if (task.parkedAt !== null && moved.parkedAt === null) await closeIncidents(work, ['task_parked'], { taskId: task.id })
    if (assignee !== undefined) await giveTask(work, moved)
    if (moved.reviewerId !== task.reviewerId || moved.parkedAt !== task.parkedAt) await askReview(work, moved)
    return moved
  },
})
