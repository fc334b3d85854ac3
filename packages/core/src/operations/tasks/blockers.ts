import type { Task } from '../../domain/task.ts'
import { conflict } from '../../domain/error.ts'
import type { CompanyView } from '../../ports/store.ts'
import { escalate } from '../waking/escalate.ts'
import { all, need, taskRef } from '../find.ts'
import { giveTask } from './give-task.ts'
import { agentAt } from './party.ts'
import { tell } from '../waking/wake.ts'
import { change, create, deed, remove, type Work } from '../work.ts'

const RESOLVED: readonly Task['status'][] = ['done']

/** Makes a task wait for others: it is blocked until every one of them is done. Throws `conflict` (`cycle`) if they would wait for each other. */
export async function blockOn(work: Work, task: Task, refs: readonly string[]): Promise<Task> {
  let waits = false
  for (const ref of refs) {
    const blocker = await taskRef(work.tx, ref)
    const chain = await pathTo(work.tx, blocker, task)
    if (chain) throw conflict('cycle', `${task.identifier} cannot wait for ${blocker.identifier}: they would wait for each other (${[task.identifier, ...chain].join(' → ')}).`)
    if (blocker.status === 'cancelled') throw conflict('wrong_state', `${blocker.identifier} is cancelled: nothing can wait for it.`)
    waits ||= !RESOLVED.includes(blocker.status)
    const blockId = `${task.id}:${blocker.id}`
    if (await work.tx.get('blocker', blockId)) continue
    await create(deed(work, 'blocker', 'task.block'), { id: blockId, taskId: task.id, blockerId: blocker.id, createdAt: work.now })
  }
  return waits ? change(deed(work, 'task', 'task.block'), task, { status: 'blocked', blockedReason: null, checkoutRunId: null, checkoutFence: null }) : task
}

/** After a task was done: whoever waited for it alone goes on, and its parent's assignee hears of it. */
export async function unblockDependents(work: Work, done: Task): Promise<void> {
  for (const { taskId } of await all(work.tx, 'blocker', { where: { blockerId: done.id }, by: 'createdAt' })) {
    const waiting = await need(work.tx, 'task', taskId)
    if (waiting.status !== 'blocked' || waiting.blockedReason !== null || await isWaiting(work.tx, taskId)) continue
    await giveTask(work, await change(deed(work, 'task', 'task.unblock'), waiting, { status: 'todo' }))
  }
  const parent = done.parentId === null ? undefined : await work.tx.get('task', done.parentId)
  const above = parent && await agentAt(work.tx, parent.assigneeKind, parent.assigneeId)
  if (above && parent.status !== 'done' && parent.status !== 'cancelled') await tell(work, above, { cause: 'child_done', noun: 'task', refId: done.id })
}

/** After a task was given up: whoever waits for it waits in vain, and that is escalated. */
export async function tellWaiting(work: Work, cancelled: Task): Promise<void> {
  for (const { taskId } of await all(work.tx, 'blocker', { where: { blockerId: cancelled.id }, by: 'createdAt' })) {
    const waiting = await need(work.tx, 'task', taskId)
    if (waiting.status !== 'blocked') continue
    const assignee = await agentAt(work.tx, waiting.assigneeKind, waiting.assigneeId)
    await escalate(work, assignee, { kind: 'task_blocked', taskId, detail: `${waiting.identifier} waits for ${cancelled.identifier}, which was cancelled. Unblock it, or cancel it too.` })
  }
}

/** Takes away what a task waits for. */
export async function dropBlockers(work: Work, taskId: string): Promise<void> {
  for (const blocker of await all(work.tx, 'blocker', { where: { taskId }, by: 'createdAt' })) await remove(deed(work, 'blocker', 'task.unblock'), blocker)
}

/** The status of a task that somebody makes ready: what still waits for others is blocked. */
export const readied = async (view: CompanyView, { id }: Task, status: Task['status']): Promise<Task['status']> =>
  status === 'todo' && await isWaiting(view, id) ? 'blocked' : status

async function isWaiting(view: CompanyView, taskId: string): Promise<boolean> {
  for (const { blockerId } of await all(view, 'blocker', { where: { taskId }, by: 'createdAt' })) {
    if (!RESOLVED.includes((await need(view, 'task', blockerId)).status)) return true
  }
  return false
}

/** The identifiers from one task along what it waits for to another; nothing if it does not lead there. */
async function pathTo(view: CompanyView, from: Task, to: Task): Promise<string[] | undefined> {
  const trails = [{ task: from, names: [from.identifier] }]
  const seen = new Set([from.id])
  for (let trail = trails.shift(); trail; trail = trails.shift()) {
    if (trail.task.id === to.id) return trail.names
    for (const { blockerId } of await all(view, 'blocker', { where: { taskId: trail.task.id }, by: 'createdAt' })) {
      if (seen.has(blockerId)) continue
      seen.add(blockerId)
      const task = await need(view, 'task', blockerId)
      trails.push({ task, names: [...trail.names, task.identifier] })
    }
  }
  return undefined
}
