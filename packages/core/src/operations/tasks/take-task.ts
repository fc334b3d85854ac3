import { z } from 'zod'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import type { Task } from '../../domain/task.ts'
import { defineAct } from '../governance/act.ts'
import { bindRun } from '../runs/bind-run.ts'
import { readied } from './blockers.ts'
import { need, taskRef } from '../find.ts'
import { closeIncidents } from '../waking/incident.ts'
import { isParty } from './party.ts'
import { aboutTask, checkFree, FRESH, freeTask, mineTask, nextStatus, touch } from './task-deed.ts'
import { askReview, giveTask } from './give-task.ts'
import { change, deed, type Work } from '../work.ts'

const RULE = { agent: 'own_desk', board: 'operator', weight: 'work' } as const

/** Checks an agent's own task out for its run, alone. A run that has no focus yet is bound to it: to its project, its goal and their budgets. */
export const takeTask = defineAct({
  kind: 'task.take',
  input: z.strictObject({ task: id() }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref }) {
    const task = await taskRef(work.tx, ref)
    const { by } = work
    if (!isParty(by, task.assigneeKind, task.assigneeId)) throw new PaperclipError('forbidden', `${task.identifier} is not assigned to you.`)
    checkFree(work, task)
    if (by.kind === 'agent') await bindRun(work, await need(work.tx, 'run', by.runId), task)
    return checkOut(work, task, by.kind === 'agent' ? by : null)
  },
})

/** Puts a task into the hands of a run. */
export async function checkOut(work: Work, task: Task, holder: { runId: string; fence: number } | null): Promise<Task> {
  const taken = await change(deed(work, 'task', 'task.take'), task, {
    status: nextStatus(task, 'take'), checkoutRunId: holder?.runId ?? null, checkoutFence: holder?.fence ?? null, startedAt: task.startedAt ?? work.now,
  })
  return taken
}

/** Puts a task that was begun back, for a later run or, after `cancelled` and `done`, to be done again. */
export const releaseTask = defineAct({
  kind: 'task.release',
  input: z.strictObject({ task: id() }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref }) {
    const task = await freeTask(work, ref)
    const released = await change(deed(work, 'task', 'task.release'), task, { status: nextStatus(task, 'release'), checkoutRunId: null, checkoutFence: null })
    await touch(work, task.id)
    await giveTask(work, released)
    return released
  },
})

/** Takes a parked, finished or cancelled task up again. What was parked is not taken up by the agent it was parked for. */
export const reopenTask = defineAct({
  kind: 'task.reopen',
  input: z.strictObject({ task: id() }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref }) {
    const task = await mineTask(work, ref)
    if (task.parkedAt === null && task.status !== 'done' && task.status !== 'cancelled') throw conflict('wrong_state', `${task.identifier} is ${task.status} and not parked: there is nothing to reopen.`)
    if (task.parkedAt !== null && work.by.kind === 'agent' && isParty(work.by, task.assigneeKind, task.assigneeId)) throw new PaperclipError('forbidden', `${task.identifier} was put aside after your runs on it: your manager or the board takes it up again.`)
    const reopened = task.status === 'done' || task.status === 'cancelled'
      ? await change(deed(work, 'task', 'task.reopen'), task, { ...FRESH, status: await readied(work.tx, task, nextStatus(task, 'reopen')), finishedAt: null, result: null, blockedReason: null })
      : await change(deed(work, 'task', 'task.reopen'), task, FRESH)
    await closeIncidents(work, ['task_parked'], { taskId: task.id })
    await giveTask(work, reopened)
    await askReview(work, reopened)
    return reopened
  },
})
