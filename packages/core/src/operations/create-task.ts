import { z } from 'zod'
import { conflict } from '../domain/error.ts'
import { id } from '../domain/fields.ts'
import { PRIORITIES, task as taskSchema } from '../domain/task.ts'
import { defineAct } from './act.ts'
import { blockOn } from './blockers.ts'
import { first, need, projectRef, taskRef, goalRef } from './find.ts'
import { partyInput, partyRef } from './party.ts'
import { strangePayers } from './payers.ts'
import { actingAgent } from './standing.ts'
import { giveTask } from './give-task.ts'
import { create, deed } from './work.ts'

const { title, description, acceptance, labels } = taskSchema.shape

const input = z.strictObject({
  title,
  description: description.default(''),
  acceptance: acceptance.default(''),
  /** Absent is nobody yet. */
  assignee: partyInput().nullable().default(null),
  /** Who must accept the work before it is done: never the assignee. */
  reviewer: partyInput().nullable().default(null),
  parent: id().nullable().default(null),
  project: id().nullable().default(null),
  goal: id().nullable().default(null),
  priority: z.enum(PRIORITIES).default('medium'),
  labels: labels.default([]),
  dueAt: z.coerce.date().nullable().default(null),
  notBefore: z.coerce.date().nullable().default(null),
  blockedBy: z.array(id()).max(100).default([]),
  /** `backlog` is work that waits to be called ready. */
  status: z.enum(['backlog', 'todo']).default('todo'),
})

/** Creates a task; its assignee is woken for it. */
export const createTask = defineAct({
  kind: 'task.create',
  input,
  rule: { agent: 'task.create', board: 'operator', weight: 'work' },
  async concern(work, { assignee, project, goal, parent }) {
    const agent = typeof assignee === 'string' ? await partyRef(work.tx, assignee) : null
    const actor = await actingAgent(work)
    return {
      agents: agent ? [await need(work.tx, 'agent', agent.id)] : actor ? [actor] : [],
      exceeds: actor ? await strangePayers(work, actor, { project, goal, parent }) : [],
    }
  },
  async perform(work, given) {
    const { tx, by, now, deps } = work
    const company = await need(tx, 'company', work.companyId)
    const assignee = given.assignee === null ? null : await partyRef(tx, given.assignee)
    const reviewer = given.reviewer === null ? null : await partyRef(tx, given.reviewer)
    if (assignee && reviewer && assignee.id === reviewer.id) throw conflict('wrong_state', 'reviewer: nobody reviews their own work. Choose somebody else, or leave it out.')
    const parent = given.parent === null ? null : await taskRef(tx, given.parent)
    const number = ((await first(tx, 'task', { by: 'number', direction: 'down' }))?.number ?? 0) + 1
    const task = await create(deed(work, 'task', 'task.create'), {
      id: deps.ids.next('tsk'), number, identifier: `${company.prefix}-${number}`,
      title: given.title, description: given.description, acceptance: given.acceptance, status: given.status, priority: given.priority,
      assigneeKind: assignee?.kind ?? null, assigneeId: assignee?.id ?? null, reviewerKind: reviewer?.kind ?? null, reviewerId: reviewer?.id ?? null,
      parentId: parent?.id ?? null,
      projectId: given.project === null ? parent?.projectId ?? null : (await projectRef(tx, given.project)).id,
      goalId: given.goal === null ? parent?.goalId ?? null : (await goalRef(tx, given.goal)).id,
      labels: given.labels, dueAt: given.dueAt, notBefore: given.notBefore, checkoutRunId: null, checkoutFence: null, blockedReason: null, result: null,
      parkedAt: null, failedRuns: 0, idleRuns: 0, depth: by.kind === 'agent' ? by.depth + 1 : 0,
      createdByKind: by.kind, createdById: by.id, createdAt: now, startedAt: null, finishedAt: null, updatedAt: now,
    })
    const placed = given.blockedBy.length > 0 ? await blockOn(work, task, given.blockedBy) : task
    await giveTask(work, placed)
    return placed
  },
})
