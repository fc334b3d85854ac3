import { Type } from 'typebox'
import { ANYTHING, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { few, list, look, part } from './look.ts'
import { forBoard, type Route } from './route.ts'

const RUN = rowOf('run'), BUDGET = rowOf('budget'), APPROVAL = rowOf('approval'), INCIDENT = rowOf('incident'), RECORD = rowOf('audit')
const LINES = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0, description: 'The number of the last line that was read.' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) }, { additionalProperties: false })
const NOTE = Type.Object({ note: Type.Optional(Type.String({ maxLength: 4_000 })) }, { additionalProperties: false })
const DECIDED = Type.Object({ approval: APPROVAL, value: ANYTHING })

/** What runs, what it costs, what the board decides, and the log of it all. */
export const oversightRoutes: readonly Route[] = [
  list({ path: '/runs', tag: 'Runs', summary: 'Lists runs', noun: 'run', of: RUN, list: (company, query) => company.runs.list(query) }),
  look({ path: '/runs/:run', tag: 'Runs', summary: 'A run', answer: RUN, see: (company, params) => company.runs.get(part(params, 'run')) }),
  forBoard({
    method: 'GET', path: '/runs/:run/log', tag: 'Runs', summary: 'Lines of a run\'s log, in order', query: LINES, replies: { 200: few(ANYTHING) },
    handle: async ({ company, params, query }) => ({ rows: await company.runs.log(part(params, 'run'), query) }),
  }),
  deed('run.cancel', { path: '/runs/:run/cancel', tag: 'Runs', summary: 'Ends a run', answer: RUN, from: { run: 'run' } }),
  deed('run.adjust', { path: '/runs/:run/adjust', tag: 'Runs', summary: 'Corrects, once, what was estimated for a run', answer: RUN, from: { run: 'run' } }),
  list({ path: '/budgets', tag: 'Money', summary: 'Lists budgets', noun: 'budget', of: BUDGET, list: (company, query) => company.budgets.list(query) }),
  deed('budget.set', { path: '/budgets', tag: 'Money', summary: 'Sets a hard limit of money', answer: BUDGET, status: 201 }),
  look({ path: '/budgets/:budget/balance', tag: 'Money', summary: 'What of a budget is reserved and spent in the window that runs', answer: rowOf('balance'), see: (company, params) => company.budgets.balance(part(params, 'budget')) }),
  deed('budget.raise', { path: '/budgets/:budget/raise', tag: 'Money', summary: 'Raises a budget', answer: BUDGET, from: { budget: 'budget' } }),
  deed('budget.remove', { method: 'DELETE', path: '/budgets/:budget', tag: 'Money', summary: 'Removes a budget', answer: BUDGET, from: { budget: 'budget' } }),
  list({ path: '/movements', tag: 'Money', summary: 'Lists the ledger: what was reserved, spent, released and adjusted', noun: 'movement', of: rowOf('movement'), list: (company, query) => company.budgets.movements(query) }),
  list({ path: '/approvals', tag: 'Approvals', summary: 'Lists what was put to the board', noun: 'approval', of: APPROVAL, list: (company, query) => company.approvals.list(query) }),
  look({ path: '/approvals/:approval', tag: 'Approvals', summary: 'A question to the board, with the act that waits', answer: APPROVAL, see: (company, params) => company.approvals.get(part(params, 'approval')) }),
  forBoard({ method: 'POST', path: '/approvals/:approval/approve', tag: 'Approvals', summary: 'Says yes: the very act that was proposed is done', body: NOTE, replies: { 200: DECIDED }, handle: ({ company, params, body: { note }, once }) => company.approvals.approve(part(params, 'approval'), note, once) }),
  forBoard({ method: 'POST', path: '/approvals/:approval/reject', tag: 'Approvals', summary: 'Says no', body: NOTE, replies: { 200: DECIDED }, handle: ({ company, params, body: { note }, once }) => company.approvals.reject(part(params, 'approval'), note, once) }),
  forBoard({ method: 'POST', path: '/approvals/:approval/repropose', tag: 'Approvals', summary: 'Puts a stale or expired question to the board again', replies: { 200: APPROVAL }, handle: ({ company, params, once }) => company.approvals.repropose(part(params, 'approval'), once) }),
  list({ path: '/incidents', tag: 'Incidents', summary: 'Lists what the board should see', noun: 'incident', of: INCIDENT, list: (company, query) => company.incidents.list(query) }),
  deed('incident.close', { path: '/incidents/:incident/close', tag: 'Incidents', summary: 'Closes an incident', answer: INCIDENT, from: { incident: 'incident' } }),
  list({ path: '/audit', tag: 'Audit', summary: 'Lists the audit log', noun: 'audit', of: RECORD, list: (company, query) => company.audit.list(query) }),
  look({ path: '/audit/verify', tag: 'Audit', summary: 'Checks the whole chain', answer: ANYTHING, see: company => company.audit.verify() }),
  look({ path: '/audit/reconcile', tag: 'Audit', summary: 'Rebuilds the company from its log, and says where it differs', answer: ANYTHING, see: company => company.audit.reconcile() }),
  list({ path: '/tools', tag: 'Tools', summary: 'Lists tools', noun: 'tool', of: rowOf('tool'), list: (company, query) => company.tools.list(query) }),
  look({ path: '/tools/:tool', tag: 'Tools', summary: 'A tool', answer: rowOf('tool'), see: (company, params) => company.tools.get(part(params, 'tool')) }),
  deed('tool.set', { method: 'PUT', path: '/tools/:tool', tag: 'Tools', summary: 'Creates a tool, or changes it', answer: rowOf('tool'), from: { tool: 'slug' } }),
  deed('tool.remove', { method: 'DELETE', path: '/tools/:tool', tag: 'Tools', summary: 'Removes a tool', answer: rowOf('tool'), from: { tool: 'tool' } }),
]
