import { isPaperclipError, PaperclipError, type BriefTaskInFull, type DeedDesk, type TaskStatus } from '@paperclip/core'
import { unresolved } from './issue.ts'
import { stepsTo } from './statuses.ts'
import { step } from './steps.ts'

interface Asked { task: string; me: string; runId: string; expected: readonly TaskStatus[] | undefined }

const taken = (why: string) => new PaperclipError('conflict', `${why} Choose another; do not try this one again.`, { reason: 'checked_out' })

/** Takes an issue in hand for this run. What somebody else owns is 409, whatever else is true of it. */
export async function checkOut(desk: DeedDesk, { task: ref, me, runId, expected }: Asked): Promise<BriefTaskInFull> {
  const task = await desk.show({ task: ref }).catch((error: unknown) => {
    throw isPaperclipError(error) && error.code === 'forbidden' ? taken(`"${ref}" is somebody else's.`) : error
  })
  if (task.status === 'in_review' && task.part === 'reviewer') return task                                 // there is one reviewer: nobody else can have it in hand
  if (task.assigneeId !== me) throw taken(task.assigneeId === null ? `${task.identifier} is nobody's yet: it must be assigned first.` : `${task.identifier} is ${task.assignee ?? 'somebody else'}'s.`)
  if (task.checkoutRunId !== null && task.checkoutRunId !== runId) throw taken(`${task.identifier} is in hand of another run.`)
  if (task.status !== 'in_progress' && expected !== undefined && !expected.includes(task.status)) throw taken(`${task.identifier} is ${task.status} (expected: ${expected.join(', ')}).`)
  if (unresolved(task).length > 0) throw taken(`${task.identifier} waits for ${unresolved(task).map(({ identifier }) => identifier).join(', ')}.`)
  const steps = stepsTo(task.status, 'in_progress', task.part)
  if (steps === null) throw taken(`${task.identifier} is ${task.status}.`)
  for (const one of steps) await step(desk, task, { step: one, comment: '', blockedBy: [] })
  return desk.show({ task: task.id })
}
