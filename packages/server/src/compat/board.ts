import { PaperclipError, type Agent, type BriefProposal, type Desk } from '@paperclip/core'
import { Type } from 'typebox'
import type { Route } from '../routes/route.ts'
import { hireOf, HIRED } from './hire.ts'
import { issueOf } from './issue.ts'
import { served } from './incumbent-route.ts'
import { everyOne } from './every-one.ts'
import { notThere } from './not-there.ts'
import { Refused } from './refusal.ts'
import { AGENT_STATUS_THERE, APPROVAL_STATUS_THERE } from './statuses.ts'

const ignored = Type.Optional(Type.Unknown())
const APPROVAL = Type.Object({ type: Type.String(), payload: Type.Unknown(), requestedByAgentId: ignored, issueIds: ignored }, { additionalProperties: false })

/** What the board is asked, and what it said. */
export const boardRoutes: readonly Route[] = [
  served({
    method: 'GET', path: '/companies/:company/approvals', summary: 'What you asked of the board', query: Type.Object({ status: Type.Optional(Type.String()) }, { additionalProperties: false }),
    serve: async ({ desk, me, companyId, query: { status } }) => (await everyOne(page => desk.proposals(page))).map(one => approvalOf(one, { me, companyId })).filter(one => status === undefined || status.split(',').includes(one.status)),
  }),
  served({ method: 'GET', path: '/approvals/:approval', summary: 'Something you asked of the board', serve: async ({ desk, me, companyId, params }) => approvalOf(await proposal(desk, params), { me, companyId }) }),
  served({
    method: 'GET', path: '/approvals/:approval/issues', summary: 'The issue it is about, if it is about one',
    async serve({ desk, companyId, params }) {
      const task: unknown = Reflect.get(Object((await proposal(desk, params)).input), 'task')
      return typeof task === 'string' ? [issueOf(await desk.show({ task }), companyId)] : []
    },
  }),
  served({
    method: 'GET', path: '/approvals/:approval/comments', summary: 'What the board said when it decided',
    async serve({ desk, params }) {
      const { id, note, decidedAt } = await proposal(desk, params)
      return note === null ? [] : [{ id: `${id}:note`, approvalId: id, body: note, createdAt: decidedAt }]
    },
  }),
  served({
    method: 'POST', path: '/companies/:company/approvals', summary: 'Asks the board for a hire', body: APPROVAL, status: 201,
    async serve({ desk, me, companyId, body: { type, payload } }) {
      if (type !== 'hire_agent') throw new Refused(501, `type: "${type.slice(0, 60)}" is not served here: only hire_agent. Ask in a comment, or propose an act at /api/v1/desk/propose.`)
      const done = await desk.propose({ kind: 'agent.hire', input: hireOf(payload) })
      if (done.kind === 'done') throw new PaperclipError('conflict', 'Your role hires without asking: it is done, and there is nothing to approve.', { reason: 'wrong_state' })
      return approvalOf(await proposal(desk, { approval: done.approval.id }), { me, companyId })
    },
  }),
  served({
    method: 'POST', path: '/companies/:company/agent-hires', summary: 'Hires an agent, or asks the board to', body: HIRED, status: 201,
    async serve({ desk, me, companyId, body }) {
      const input = hireOf(body)
      const done = await desk.propose({ kind: 'agent.hire', input, reason: body.capabilities?.slice(0, 4_000) ?? '' })
      const about = { companyId, name: input.name, role: input.role, urlKey: input.slug, adapterType: body.adapterType }
      if (done.kind === 'done') {
        const { id, status } = done.value as Agent                            // what a hire answers
        return { agent: { ...about, id, status: AGENT_STATUS_THERE[status] }, approval: null }
      }
      return { agent: { ...about, id: null, status: 'pending_approval' }, approval: approvalOf(await proposal(desk, { approval: done.approval.id }), { me, companyId }) }
    },
  }),
]

const proposal = async (desk: Desk, params: Readonly<Record<string, string>>): Promise<BriefProposal> =>
  (await everyOne(page => desk.proposals(page))).find(({ id }) => id === params['approval']) ?? notThere('approval', params['approval'])

const TYPES: Readonly<Record<string, string>> = { 'agent.hire': 'hire_agent', 'budget.raise': 'budget_override_required' }

const approvalOf = ({ id, act, input, status, reason, note, createdAt, decidedAt }: BriefProposal, { me, companyId }: { me: string; companyId: string }) =>
  ({ id, companyId, type: TYPES[act] ?? 'request_board_approval', act, status: APPROVAL_STATUS_THERE[status], requestedByAgentId: me, payload: input, reason, decisionNote: note, createdAt, decidedAt })
