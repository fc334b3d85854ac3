import type { BriefTaskInFull, DeedDesk } from '@paperclip/core'
import type { Static } from 'typebox'
import type { CHANGED } from './issue-fields.ts'
import { unresolved } from './issue.ts'
import { Refused } from './refusal.ts'
import { stepsTo } from './statuses.ts'
import { act, step } from './steps.ts'

type Change = Static<typeof CHANGED>

const NOT_SERVED = ['reviewInteractionId', 'executionPolicy', 'parentId', 'projectId', 'goalId'] as const

/** Changes an issue as asked: what it says, whose it is, what it waits for, where it stands; and says the comment last. */
export async function changeIssue(desk: DeedDesk, ref: string, change: Change): Promise<BriefTaskInFull> {
  for (const field of NOT_SERVED) if (change[field] !== undefined && change[field] !== null) throw new Refused(501, `${field}: is not served here. Leave it out.`)
  const task = await desk.show({ task: ref })
  const { title, description, priority } = change
  if (title !== undefined || description !== undefined || priority !== undefined) {
    await desk.update({ task: task.id, ...title === undefined ? {} : { title }, ...typeof description === 'string' ? { description } : {}, ...priority === undefined ? {} : { priority } })
  }
  await give(desk, task, change)
  await move(desk, await desk.show({ task: task.id }), change)
  if (change.comment) await desk.say({ task: task.id, body: change.comment })
  return desk.show({ task: task.id })
}

/** Whoever is named is the next to have it; with `in_review`, whoever judges it. */
async function give(desk: DeedDesk, task: BriefTaskInFull, { status, assigneeAgentId, assigneeUserId }: Change): Promise<void> {
  if (assigneeAgentId === undefined && assigneeUserId === undefined) return
  const to = assigneeUserId ? { operator: assigneeUserId } : assigneeAgentId ?? null
  const named = assigneeUserId ?? assigneeAgentId ?? null
  if (status === 'in_review' && task.status !== 'in_review' && named !== null && named !== task.assigneeId) {
    if (named !== task.reviewerId) await act(desk, 'task.assign', { task: task.id, reviewer: to })
  } else if (named !== task.assigneeId) await act(desk, 'task.assign', { task: task.id, assignee: to })
}

async function move(desk: DeedDesk, task: BriefTaskInFull, { status, comment, blockedByIssueIds, reopen }: Change): Promise<void> {
  const said = { comment: comment ?? '', blockedBy: blockedByIssueIds ?? [] }
  const waits = said.blockedBy.length > 0
  const to = status ?? (waits ? 'blocked' : reopen === true && (task.status === 'done' || task.status === 'cancelled') ? 'todo' : blockedByIssueIds !== undefined && task.status === 'blocked' ? 'todo' : undefined)
  if (to === undefined) return
  const steps = stepsTo(task.status, to, task.part)
  if (steps === null) throw new Refused(422, `status: ${task.identifier} is ${task.status}, and does not come from there to ${to}.`)
  if (steps.includes('unblock') && blockedByIssueIds === undefined && unresolved(task).length > 0) throw new Refused(422, `status: ${task.identifier} waits for ${unresolved(task).map(({ identifier }) => identifier).join(', ')}. Send blockedByIssueIds: [] if it does not any more.`)
  if (to === 'in_review' && steps.includes('finish') && task.reviewerId === null) throw new Refused(422, `status: ${task.identifier} has no reviewer. Name one in assigneeUserId or assigneeAgentId, or send "done".`)
  if (steps.includes('block') && !waits && said.comment === '') throw new Refused(422, 'status: "blocked" takes blockedByIssueIds, or a comment that says what it waits for.')
  for (const one of steps) await step(desk, task, { step: one, ...said })
}
