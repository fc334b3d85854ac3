import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id, prose } from '../../domain/fields.ts'
import type { Task } from '../../domain/task.ts'
import { defineAct } from '../governance/act.ts'
import { blockOn, dropBlockers, tellWaiting } from './blockers.ts'
import { escalate } from '../waking/escalate.ts'
import { closeIncidents } from '../waking/incident.ts'
import { giveTask } from './give-task.ts'
import { agentAt } from './party.ts'
import { aboutTask, freeTask, mineTask, nextStatus, touch } from './task-deed.ts'
import { change, deed, type Work } from '../work.ts'

const RULE = { agent: 'own_desk', board: 'operator', weight: 'work' } as const

/** Says that a task cannot go on: for other tasks, or for a reason that the manager hears of. */
export const blockTask = defineAct({
  kind: 'task.block',
  input: z.strictObject({ task: id(), reason: prose(4_000).default(''), blockedBy: z.array(id()).max(100).default([]) })
    .refine(({ reason, blockedBy }) => reason !== '' || blockedBy.length > 0, { message: 'give a reason, or the tasks it is blocked by', path: ['reason'] }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref, reason, blockedBy }) {
    const task = await freeTask(work, ref)
    const status = nextStatus(task, 'block')
    await touch(work, task.id)
    if (blockedBy.length > 0 && reason === '') {
      const waiting = await blockOn(work, task, blockedBy)
      if (waiting.status !== 'blocked') throw conflict('wrong_state', `${task.identifier} has nothing to wait for: what blocks it is done already.`)
      return waiting
    }
    const waiting = blockedBy.length > 0 ? await blockOn(work, task, blockedBy) : task
    const blocked = await change(deed(work, 'task', 'task.block'), waiting, { status, blockedReason: reason, checkoutRunId: null, checkoutFence: null })
    const assignee = await agentAt(work.tx, task.assigneeKind, task.assigneeId)
    await escalate(work, assignee, { kind: 'task_blocked', taskId: task.id, detail: `${task.identifier} is blocked: ${reason}` })
    return blocked
  },
})

/** Lets a blocked task go on. */
export const unblockTask = defineAct({
  kind: 'task.unblock',
  input: z.strictObject({ task: id() }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref }) {
    const task = await mineTask(work, ref)
    await dropBlockers(work, task.id)
    const free = await change(deed(work, 'task', 'task.unblock'), task, { status: nextStatus(task, 'unblock'), blockedReason: null })
    await closeIncidents(work, ['task_blocked'], { taskId: task.id })
    await giveTask(work, free)
    return free
  },
})

/** Gives a task up. What waited for it stays blocked until somebody unblocks it: whoever is above its assignee hears of that. */
export const cancelTask = defineAct({
  kind: 'task.cancel',
  input: z.strictObject({ task: id(), reason: prose(4_000).default('') }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref, reason }) {
    const task = await freeTask(work, ref)
    await touch(work, task.id)
    return cancel(work, task, reason)
  },
})

/** Cancels a task that nobody needs to be asked about. */
export async function cancel(work: Work, task: Task, reason: string): Promise<Task> {
  const cancelled = await change(deed(work, 'task', 'task.cancel'), task, {
    status: nextStatus(task, 'cancel'), result: reason === '' ? task.result : reason, finishedAt: work.now, checkoutRunId: null, checkoutFence: null, parkedAt: null,
  })
  await closeIncidents(work, ['task_blocked', 'task_parked'], { taskId: task.id })
  await tellWaiting(work, cancelled)
  return cancelled
}
