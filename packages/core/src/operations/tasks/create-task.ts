import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { PRIORITIES, task as taskSchema } from '../../domain/task.ts'
import { defineAct } from '../governance/act.ts'
import { blockOn } from './blockers.ts'
import { need, projectRef, taskRef, goalRef } from '../find.ts'
import { newTask } from './new-task.ts'
import { agentsNamed, partyInput, partyRef } from './party.ts'
import { strangeParent, strangePayers } from './payers.ts'
import { actingAgent } from '../governance/standing.ts'
import { giveTask } from './give-task.ts'

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
  async concern(work, { assignee, reviewer, project, goal, parent }) {
    const agent = typeof assignee === 'string' ? await partyRef(work.tx, assignee) : null
    const actor = await actingAgent(work)
    return {
      agents: agent ? [await need(work.tx, 'agent', agent.id)] : actor ? [actor] : [],
      besides: await agentsNamed(work, reviewer),
      exceeds: actor ? [...await strangePayers(work, actor, { project, goal, parent }), ...await strangeParent(work, actor, parent)] : [],
    }
  },
  async perform(work, given) {
    const { tx } = work
    const assignee = given.assignee === null ? null : await partyRef(tx, given.assignee)
    const reviewer = given.reviewer === null ? null : await partyRef(tx, given.reviewer)
    if (assignee && reviewer && assignee.id === reviewer.id) throw conflict('wrong_state', 'reviewer: nobody reviews their own work. Choose somebody else, or leave it out.')
    const parent = given.parent === null ? null : await taskRef(tx, given.parent)
    const { title: called, description: about, acceptance: done, status, priority, labels: tags, dueAt, notBefore } = given
    const task = await newTask(work, {
      title: called, description: about, acceptance: done, status, priority, labels: tags, dueAt, notBefore, routineId: null, parentId: parent?.id ?? null,
      assigneeKind: assignee?.kind ?? null, assigneeId: assignee?.id ?? null, reviewerKind: reviewer?.kind ?? null, reviewerId: reviewer?.id ?? null,
      projectId: given.project === null ? parent?.projectId ?? null : (await projectRef(tx, given.project)).id,
      goalId: given.goal === null ? parent?.goalId ?? null : (await goalRef(tx, given.goal)).id,
    })
    const placed = given.blockedBy.length > 0 ? await blockOn(work, task, given.blockedBy) : task
    await giveTask(work, placed)
    return placed
  },
})
