import { z } from 'zod'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id, prose } from '../../domain/fields.ts'
import type { Task } from '../../domain/task.ts'
import { defineAct } from '../governance/act.ts'
import { unblockDependents } from './blockers.ts'
import { taskRef } from '../find.ts'
import { askReview } from './give-task.ts'
import { closeIncidents } from '../waking/incident.ts'
import { agentAt, isParty } from './party.ts'
import { postMessage } from '../waking/send-message.ts'
import { aboutTask, checkFree, checkMine, FRESH, nextStatus, touch } from './task-deed.ts'
import { tell } from '../waking/wake.ts'
import { change, create, deed, type Work } from '../work.ts'

const RULE = { agent: 'own_desk', board: 'operator', weight: 'work' } as const

/** Hands a task in. With a reviewer it goes to review and the reviewer hears of it; without one it is done. An operator's word is final. */
export const finishTask = defineAct({
  kind: 'task.finish',
  input: z.strictObject({ task: id(), result: prose().default('') }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref, result }) {
    const task = await taskRef(work.tx, ref)
    if (task.status === 'in_review') throw conflict('wrong_state', `${task.identifier} is in review: its reviewer or an operator decides.`)
    await checkMine(work, task)
    checkFree(work, task)
    const status = nextStatus(work.by.kind === 'operator' ? { ...task, reviewerId: null } : task, 'finish')
    await touch(work, task.id)
    return status === 'in_review' ? handIn(work, task, result) : complete(work, task, result)
  },
})

/** Accepts a task that was handed in, or sends it back to its assignee. Only its reviewer or an operator can. */
export const reviewTask = defineAct({
  kind: 'task.review',
  input: z.strictObject({ task: id(), verdict: z.enum(['accept', 'send_back']), comment: prose(20_000).default('') }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref, verdict, comment }) {
    const task = await taskRef(work.tx, ref)
    const { by } = work
    if (by.kind === 'agent' && !isParty(by, task.reviewerKind, task.reviewerId)) throw new PaperclipError('forbidden', `You are not the reviewer of ${task.identifier}.`)
    const status = nextStatus(task, verdict)
    await touch(work, task.id)
    await create(deed(work, 'verdict', 'task.verdict'), { id: work.deps.ids.next('ver'), taskId: task.id, agentId: task.assigneeKind === 'agent' ? task.assigneeId : null, verdict, byKind: by.kind, byId: by.id, createdAt: work.now })
    if (comment !== '') await postMessage(work, { kind: 'say', taskId: task.id, body: comment })
    if (verdict === 'accept') return complete(work, task, task.result ?? '')
    const back = await change(deed(work, 'task', 'task.send_back'), task, { ...FRESH, status })
    await closeIncidents(work, ['task_parked'], { taskId: task.id })
    const assignee = await agentAt(work.tx, back.assigneeKind, back.assigneeId)
    if (assignee) await tell(work, assignee, { cause: 'review', noun: 'task', refId: back.id })
    return back
  },
})

async function handIn(work: Work, task: Task, result: string): Promise<Task> {
  const handed = await change(deed(work, 'task', 'task.hand_in'), task, { ...FRESH, status: 'in_review', result, checkoutRunId: null, checkoutFence: null })
  await askReview(work, handed)
  return handed
}

async function complete(work: Work, task: Task, result: string): Promise<Task> {
  const done = await change(deed(work, 'task', 'task.finish'), task, {
    status: 'done', result, finishedAt: work.now, checkoutRunId: null, checkoutFence: null, parkedAt: null,
  })
  await closeIncidents(work, ['task_parked', 'task_blocked'], { taskId: done.id })
  await unblockDependents(work, done)
  return done
}
