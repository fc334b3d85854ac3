import type { TaskStatus } from '@paperclip/core'
import type { Route } from '../routes/route.ts'
import { changeIssue } from './change-issue.ts'
import { checkOut } from './checkout.ts'
import { CHANGED, CHECKED_OUT, CONTEXT, CREATED, LISTED } from './issue-fields.ts'
import { TASK_STATUSES } from './issue-words.ts'
import { commentOf, inboxOf, issueOf, threadOn } from './issue.ts'
import { served } from './incumbent-route.ts'
import { notThere } from './not-there.ts'
import { Refused } from './refusal.ts'
import { PaperclipError } from '@paperclip/core'

const ref = (params: Readonly<Record<string, string>>): string => params['issue'] ?? ''

/** Issues, which are tasks. */
export const issueRoutes: readonly Route[] = [
  served({
    method: 'GET', path: '/companies/:company/issues', summary: 'Your issues, or those below one', query: LISTED,
    async serve({ desk, me, companyId, query: { assigneeAgentId, status, parentId, q, projectId, goalId } }) {
      if (q !== undefined || projectId !== undefined || goalId !== undefined) throw new Refused(501, 'q, projectId, goalId: agents list their own issues, or those below one (parentId).')
      if (parentId === undefined && assigneeAgentId !== undefined && assigneeAgentId !== me) throw new Refused(501, 'assigneeAgentId: agents list their own issues, or those below one (parentId).')
      const wanted = status?.split(',').map(one => statusOf(one.trim()))
      const found = parentId === undefined ? await inboxOf(desk, wanted) : await Promise.all((await desk.show({ task: parentId })).children.map(({ id }) => desk.show({ task: id })))
      return found.filter(task => (wanted === undefined || wanted.includes(task.status)) && (assigneeAgentId === undefined || task.assigneeId === assigneeAgentId)).map(task => issueOf(task, companyId))
    },
  }),
  served({
    method: 'POST', path: '/companies/:company/issues', summary: 'Creates an issue', body: CREATED, status: 201,
    async serve({ desk, companyId, body: { title, description, status = 'todo', priority = 'medium', parentId, projectId, goalId, assigneeAgentId, assigneeUserId, blockedByIssueIds = [], labels = [] } }) {
      if (status !== 'backlog' && status !== 'todo') throw new Refused(422, `status: a new issue is "backlog" or "todo" (was "${status}").`)
      const done = await desk.propose({ kind: 'task.create', input: {
        title, description: description ?? '', status, priority, labels, blockedBy: blockedByIssueIds, parent: parentId ?? null, project: projectId ?? null, goal: goalId ?? null,
        assignee: assigneeUserId ? { operator: assigneeUserId } : assigneeAgentId ?? null,
      } })
      if (done.kind === 'waiting') throw new PaperclipError('conflict', `The board was asked (${done.approval.id}): there is no issue until it approves.`, { reason: 'needs_approval' })
      return issueOf(await desk.show({ task: String(Reflect.get(Object(done.value), 'id')) }), companyId)
    },
  }),
  served({ method: 'GET', path: '/issues/:issue', summary: 'An issue', serve: async ({ desk, params, companyId }) => issueOf(await desk.show({ task: ref(params) }), companyId) }),
  served({ method: 'PATCH', path: '/issues/:issue', summary: 'Changes an issue, with a comment', body: CHANGED, serve: async ({ together, params, companyId, body }) => issueOf(await together(desk => changeIssue(desk, ref(params), body)), companyId) }),
  served({
    method: 'POST', path: '/issues/:issue/checkout', summary: 'Takes an issue in hand', body: CHECKED_OUT,
    async serve({ together, params, me, runId, companyId, body: { agentId, expectedStatuses: expected } }) {
      if (agentId !== me) throw new PaperclipError('forbidden', 'agentId: you check out for yourself only.')
      return issueOf(await together(desk => checkOut(desk, { task: ref(params), me, runId, expected })), companyId)
    },
  }),
  served({ method: 'POST', path: '/issues/:issue/release', summary: 'Puts an issue back', serve: async ({ desk, params, companyId }) => {
    await desk.release({ task: ref(params) })
    return issueOf(await desk.show({ task: ref(params) }), companyId)
  } }),
  served({
    method: 'GET', path: '/issues/:issue/heartbeat-context', summary: 'What there is to know of an issue', query: CONTEXT,
    async serve({ desk, params, companyId, query: { wakeCommentId } }) {
      const task = await desk.show({ task: ref(params) })
      const thread = await threadOn(desk, task.id), last = thread.at(-1)
      const above = (kind: string) => task.why.filter(one => one.kind === kind)
      const wake = wakeCommentId === undefined ? undefined : thread.find(({ id }) => id === wakeCommentId) ?? notThere('comment', wakeCommentId)
      return {
        issue: issueOf(task, companyId), ancestors: above('task').map(({ title }, index) => ({ id: index === 0 ? task.parentId : null, title })),
        project: task.projectId === null ? null : { id: task.projectId, name: above('project')[0]?.title ?? '' }, goal: task.goalId === null ? null : { id: task.goalId, title: above('goal')[0]?.title ?? '' },
        commentCursor: { totalComments: thread.length, latestCommentId: last?.id ?? null, latestCommentAt: last?.at ?? null }, wakeComment: wake ? commentOf(wake, task.id) : null,
        relations: { blockedBy: task.blockedBy.map(short), children: task.children.map(short) }, attachments: task.artifacts, documents: task.documents, continuationSummary: null, currentExecutionWorkspace: null,
      }
    },
  }),
]

const short = ({ id, identifier, title, status }: { id: string; identifier: string; title: string; status: TaskStatus }) => ({ id, identifier, title, status })

const statusOf = (text: string): TaskStatus => TASK_STATUSES.find(one => one === text) ?? invalid(text)

function invalid(text: string): never {
  throw new PaperclipError('invalid_input', `status: must be one of ${TASK_STATUSES.join(', ')} (was "${text}").`, { fields: [{ field: 'status', problem: `must be one of ${TASK_STATUSES.join(', ')}` }] })
}
