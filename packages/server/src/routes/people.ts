import { Type } from 'typebox'
import { revisionTagOf } from '../http/if-match.ts'
import { ANYTHING, pageOf, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { ONWARD_QUERY } from './list-query.ts'
import { few, list, look, pages, part, rows, shown } from './look.ts'
import { forBoard, Reply, type Route } from './route.ts'

const AGENT = rowOf('agent'), ROLE = rowOf('role'), MEMBER = rowOf('member')
const agents = { tag: 'Agents', answer: AGENT, from: { agent: 'agent' } } as const
const SINCE = Type.Object({ since: Type.Optional(Type.String({ format: 'date-time' })) }, { additionalProperties: false })

/** Who works here: the board, roles and agents. */
export const peopleRoutes: readonly Route[] = [
  list({ path: '/members', tag: 'Board', summary: 'Lists who is on the board', noun: 'member', of: MEMBER, list: (company, query) => company.members.list(query) }),
  shown({ path: '/members/:member', tag: 'Board', summary: 'Somebody on the board', answer: MEMBER, see: (company, params) => company.members.get(part(params, 'member')) }),
  deed('member.set', { method: 'PUT', path: '/members/:member', tag: 'Board', summary: 'Puts somebody on the board, changes their level, or (`level: null`) takes them off', answer: Type.Union([MEMBER, Type.Null()]), from: { member: 'id' } }),
  list({ path: '/roles', tag: 'Roles', summary: 'Lists roles', noun: 'role', of: ROLE, list: (company, query) => company.roles.list(query) }),
  shown({ path: '/roles/:role', tag: 'Roles', summary: 'A role, by its slug or id', answer: ROLE, see: (company, params) => company.roles.get(part(params, 'role')) }),
  deed('role.set', { method: 'PUT', path: '/roles/:role', tag: 'Roles', summary: 'Creates a role, or changes it', answer: ROLE, from: { role: 'slug' } }),
  deed('role.remove', { method: 'DELETE', path: '/roles/:role', tag: 'Roles', summary: 'Removes a role that nobody has', answer: ROLE, from: { role: 'role' } }),
  list({ path: '/agents', tag: 'Agents', summary: 'Lists agents', noun: 'agent', of: AGENT, list: (company, query) => company.agents.list(query) }),
  look({ path: '/chart', tag: 'Agents', summary: 'The org chart: those who report to the board, each with its team', answer: few(ANYTHING), see: company => rows(company.agents.chart()) }),
  deed('agent.hire', { path: '/agents', tag: 'Agents', summary: 'Hires an agent into a role', answer: AGENT, status: 201 }),
  forBoard({
    method: 'GET', path: '/agents/:agent', tag: 'Agents', summary: 'An agent; its `ETag` is the revision of its configuration', replies: { 200: AGENT },
    async handle({ company, params }) {
      const agent = await company.agents.get(part(params, 'agent'))
      return new Reply(200, agent, { etag: revisionTagOf(agent) })
    },
  }),
  deed('agent.configure', { method: 'PATCH', path: '/agents/:agent', summary: 'Changes how an agent works, from its next run on; `If-Match` refuses it if somebody was faster', ...agents, match: 'ifRevision' }),
  deed('agent.rollback', { path: '/agents/:agent/rollback', summary: 'Takes an agent back to an earlier configuration', ...agents }),
  deed('agent.activate', { path: '/agents/:agent/activate', summary: 'Puts a draft to work', ...agents }),
  deed('agent.move', { path: '/agents/:agent/move', summary: 'Gives an agent another manager; its team goes with it', ...agents }),
  deed('agent.hold', { path: '/agents/:agent/hold', summary: 'Stops an agent from waking until it is resumed', ...agents }),
  deed('agent.resume', { path: '/agents/:agent/resume', summary: 'Lets a held agent wake again', ...agents }),
  deed('agent.terminate', { path: '/agents/:agent/terminate', summary: 'Ends an agent for good', ...agents }),
  deed('agent.wake', { path: '/agents/:agent/wake', summary: 'Wakes an agent now', ...agents }),
  deed('agent.review', { path: '/agents/:agent/reviews', summary: 'Says how an agent works', ...agents, answer: rowOf('note'), status: 201 }),
  pages({ path: '/agents/:agent/reviews', tag: 'Agents', summary: 'What was said of an agent\'s work, newest first', of: rowOf('note'), see: (company, params, page) => company.agents.reviews(part(params, 'agent'), page) }),
  look({ path: '/agents/:agent/standing', tag: 'Agents', summary: 'What an agent does, what holds it, and when it wakes next', answer: ANYTHING, see: (company, params) => company.agents.standing(part(params, 'agent')) }),
  pages({ path: '/agents/:agent/revisions', tag: 'Agents', summary: 'Every configuration an agent has had, oldest first', of: rowOf('revision'), see: (company, params, page) => company.agents.revisions(part(params, 'agent'), page) }),
  forBoard({ method: 'GET', path: '/agents/:agent/inbox', tag: 'Agents', summary: 'What an agent has not seen yet, oldest first', query: ONWARD_QUERY, replies: { 200: pageOf(ANYTHING) }, handle: ({ company, params, query }) => company.agents.inbox(part(params, 'agent'), query) }),
  forBoard({ method: 'POST', path: '/agents/:agent/probe', tag: 'Agents', act: 'agent.activate', summary: 'Says whether a run of an agent would work, and if not what to do', replies: { 200: ANYTHING }, handle: ({ company, params }) => company.agents.probe(part(params, 'agent')) }),
  forBoard({
    method: 'GET', path: '/agents/:agent/scorecard', tag: 'Agents', summary: 'How an agent has done: the last 30 days unless said', query: SINCE, replies: { 200: ANYTHING },
    handle: ({ company, params, query: { since } }) => company.agents.scorecard(part(params, 'agent'), since === undefined ? {} : { since: new Date(since) }),
  }),
]
