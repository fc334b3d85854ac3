import type { Brief, BriefItem, BriefMessage, WakeCause } from '@paperclip/core'

/** The most characters of a task's description and of a message, and the most messages, that go into an environment: the rest is asked for. */
const LONGEST_DESCRIPTION = 12_000, LONGEST_MESSAGE = 2_000, MOST_MESSAGES = 10

/** How an issue is worked on: there is one way here. */
const WORK_MODE = 'standard'

/** What the existing application calls why an agent wakes; what it has no word for keeps ours. */
const REASONS: Readonly<Partial<Record<WakeCause, string>>> = { schedule: 'heartbeat_timer', assignment: 'issue_assigned', message: 'issue_commented', answer: 'issue_commented', review: 'execution_review_requested', child_done: 'issue_children_completed' }

/** Variables by which an agent that was written for the existing application learns why it wakes and what about, before it asks anything. The same stands in the brief. */
export function wakeVariables({ run, focus, inbox }: Brief): Record<string, string> {
  const [cause] = run.causes, reason = cause === undefined ? undefined : REASONS[cause] ?? cause
  const said = inbox.flatMap(item => (item.noun === 'message' && focus !== null && item.message.task === focus.identifier ? [item.message] : []))
  const latest = said.at(-1), decided = inbox.findLast(isApproval)?.approval
  return {
    ...reason === undefined ? {} : { PAPERCLIP_WAKE_REASON: reason },
    ...latest === undefined ? {} : { PAPERCLIP_WAKE_COMMENT_ID: latest.id },
    ...decided === undefined ? {} : { PAPERCLIP_APPROVAL_ID: decided.id, PAPERCLIP_APPROVAL_STATUS: decided.status, ...decided.taskId === null ? {} : { PAPERCLIP_LINKED_ISSUE_IDS: decided.taskId } },
    ...focus === null ? {} : { PAPERCLIP_ISSUE_WORK_MODE: WORK_MODE, PAPERCLIP_WAKE_PAYLOAD_JSON: JSON.stringify(payloadOf(focus, { reason: reason ?? null, said })) },
  }
}

const isApproval = (item: BriefItem): item is Extract<BriefItem, { noun: 'approval' }> => item.noun === 'approval'

function payloadOf(focus: NonNullable<Brief['focus']>, { reason, said }: { reason: string | null; said: readonly BriefMessage[] }): object {
  const { id, identifier, title, description, status, priority, part } = focus, shown = said.slice(-MOST_MESSAGES)
  const comments = shown.map(({ id: commentId, body, at, from, fromKind }) => ({ id: commentId, issueId: id, body: body.slice(0, LONGEST_MESSAGE), bodyTruncated: body.length > LONGEST_MESSAGE, createdAt: at, author: { type: fromKind === 'agent' ? 'agent' : 'user', id: from } }))
  const isCut = description.length > LONGEST_DESCRIPTION || shown.length < said.length || comments.some(({ bodyTruncated }) => bodyTruncated)
  return {
    reason,
    issue: { id, identifier, title, description: description.slice(0, LONGEST_DESCRIPTION), descriptionTruncated: description.length > LONGEST_DESCRIPTION, status, priority, workMode: WORK_MODE },
    commentIds: shown.map(one => one.id), latestCommentId: shown.at(-1)?.id ?? null, comments,
    commentWindow: { requestedCount: said.length, includedCount: shown.length, missingCount: said.length - shown.length },
    truncated: isCut, fallbackFetchNeeded: isCut, checkedOutByHarness: part === 'assignee', agentMessage: null,
  }
}
