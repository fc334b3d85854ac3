import { Type } from 'typebox'
import { ANYTHING, pageOf, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { list, look, part, shown } from './look.ts'
import { forBoard, type Route } from './route.ts'
import { exportLog } from './export-log.ts'
import { followLog } from './follow-log.ts'
import { linesOf, sendLines } from '../http/ndjson.ts'
import { PaperclipError, type Outcome } from '@paperclip/core'

const RUN = rowOf('run'), BUDGET = rowOf('budget'), APPROVAL = rowOf('approval'), INCIDENT = rowOf('incident'), RECORD = rowOf('audit')
const LINES = Type.Object({ after: Type.Optional(Type.String({ maxLength: 2_000, description: 'The `next` of the page before, or the number of the last line that was read.' })), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000, description: 'How many, 1,000 unless said.' })) }, { additionalProperties: false })
const AFTER = Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0, description: 'The number of the last one that was read.' })) }, { additionalProperties: false })
const ANCHOR = Type.Object({ seq: Type.Optional(Type.Integer({ minimum: 1 })), hash: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$' })) }, { additionalProperties: false })
const HEAD = Type.Object({ seq: Type.Integer(), hash: Type.String() })
const LINE = rowOf('logChunk', { without: ['id', 'runId'] })
const ENDING = Type.Object({ fence: Type.Integer({ minimum: 0, description: 'The fence of the run.' }), outcome: Type.Unsafe<Outcome>(Type.Object({ kind: Type.String({ enum: ['done', 'failed', 'deferred'] }) }, { additionalProperties: true })) }, { additionalProperties: false })
const NOTE = Type.Object({ note: Type.Optional(Type.String({ maxLength: 4_000 })) }, { additionalProperties: false })
const DECIDED = Type.Object({ approval: APPROVAL, value: ANYTHING })

/** What runs, what it costs, what the board decides, and the log of it all. */
export const oversightRoutes: readonly Route[] = [
  list({ path: '/runs', tag: 'Runs', summary: 'Lists runs', noun: 'run', of: RUN, list: (company, query) => company.runs.list(query) }),
  look({ path: '/runs/:run', tag: 'Runs', summary: 'A run', answer: RUN, see: (company, params) => company.runs.get(part(params, 'run')) }),
  forBoard({
    method: 'GET', path: '/runs/:run/log', tag: 'Runs', summary: 'Lines of a run\'s log, in order', query: LINES, replies: { 200: pageOf(LINE) },
    handle: ({ company, params, query }) => company.runs.log(part(params, 'run'), query),
  }),
  forBoard({
    method: 'GET', path: '/runs/:run/log/follow', tag: 'Runs', summary: 'The log of a run as it is written, one line of JSON each, until the run is over', query: AFTER, replies: { 200: linesOf(LINE) }, answers: 'stream',
    async handle({ company, context, params, query: { after }, request, reply }) {
      const run = await company.runs.get(part(params, 'run'))
      context.streams.enter(request, reply)
      return sendLines(reply, LINE, followLog({ context, request, reply }, { company, run: run.id, after }))
    },
  }),
  deed('run.cancel', { path: '/runs/:run/cancel', tag: 'Runs', summary: 'Ends a run', answer: RUN, from: { run: 'run' } }),
  forBoard({
    method: 'POST', path: '/runs/:run/finish', tag: 'Runs', deed: 'run.finish', repeated: 'Idempotency-Key', summary: 'Says what came of a deferred run, in the place of whoever had it in hand', body: ENDING, replies: { 200: RUN },
    handle: ({ company, params, body: { fence, outcome }, once }) => company.runs.finish(part(params, 'run'), { fence, outcome: timed(outcome) }, once),
  }),
  deed('run.adjust', { path: '/runs/:run/adjust', tag: 'Runs', summary: 'Corrects, once, what was estimated for a run', answer: RUN, from: { run: 'run' } }),
  list({ path: '/budgets', tag: 'Money', summary: 'Lists budgets', noun: 'budget', of: BUDGET, list: (company, query) => company.budgets.list(query) }),
  shown({ path: '/budgets/:budget', tag: 'Money', summary: 'A budget', answer: BUDGET, see: (company, params) => company.budgets.get(part(params, 'budget')) }),
  deed('budget.set', { path: '/budgets', tag: 'Money', summary: 'Sets a hard limit of money', answer: BUDGET, status: 201 }),
  look({ path: '/budgets/:budget/balance', tag: 'Money', summary: 'What of a budget is reserved and spent in the window that runs', answer: rowOf('balance'), see: (company, params) => company.budgets.balance(part(params, 'budget')) }),
  deed('budget.raise', { path: '/budgets/:budget/raise', tag: 'Money', summary: 'Raises a budget', answer: BUDGET, from: { budget: 'budget' } }),
  deed('budget.remove', { method: 'DELETE', path: '/budgets/:budget', tag: 'Money', summary: 'Removes a budget', answer: BUDGET, from: { budget: 'budget' } }),
  list({ path: '/movements', tag: 'Money', summary: 'Lists the ledger: what was reserved, spent, released and adjusted', noun: 'movement', of: rowOf('movement'), list: (company, query) => company.budgets.movements(query) }),
  list({ path: '/approvals', tag: 'Approvals', summary: 'Lists what was put to the board', noun: 'approval', of: APPROVAL, list: (company, query) => company.approvals.list(query) }),
  look({ path: '/approvals/:approval', tag: 'Approvals', summary: 'A question to the board, with the act that waits', answer: APPROVAL, see: (company, params) => company.approvals.get(part(params, 'approval')) }),
  forBoard({ method: 'POST', path: '/approvals/:approval/approve', tag: 'Approvals', deed: 'approval.approve', repeated: 'Idempotency-Key', summary: 'Says yes: the very act that was proposed is done', body: NOTE, replies: { 200: DECIDED }, handle: ({ company, params, body: { note }, once }) => company.approvals.approve(part(params, 'approval'), note, once) }),
  forBoard({ method: 'POST', path: '/approvals/:approval/reject', tag: 'Approvals', deed: 'approval.reject', repeated: 'Idempotency-Key', summary: 'Says no', body: NOTE, replies: { 200: DECIDED }, handle: ({ company, params, body: { note }, once }) => company.approvals.reject(part(params, 'approval'), note, once) }),
  forBoard({ method: 'POST', path: '/approvals/:approval/repropose', tag: 'Approvals', deed: 'approval.repropose', repeated: 'Idempotency-Key', summary: 'Puts a stale or expired question to the board again', replies: { 200: APPROVAL }, handle: ({ company, params, once }) => company.approvals.repropose(part(params, 'approval'), once) }),
  list({ path: '/incidents', tag: 'Incidents', summary: 'Lists what the board should see', noun: 'incident', of: INCIDENT, list: (company, query) => company.incidents.list(query) }),
  deed('incident.close', { path: '/incidents/:incident/close', tag: 'Incidents', summary: 'Closes an incident', answer: INCIDENT, from: { incident: 'incident' } }),
  list({ path: '/audit', tag: 'Audit', summary: 'Lists the audit log', noun: 'audit', of: RECORD, list: (company, query) => company.audit.list(query) }),
  look({ path: '/audit/head', tag: 'Audit', summary: 'Where the log stands: note it outside, and verify against it later', answer: HEAD, see: company => company.audit.head() }),
  forBoard({
    method: 'GET', path: '/audit/verify', tag: 'Audit', summary: 'Checks the whole chain; against a head that was noted outside, where one is given', query: ANCHOR, replies: { 200: ANYTHING },
    async handle({ company, query: { seq, hash } }) {
      if ((seq === undefined) !== (hash === undefined)) throw new PaperclipError('invalid_input', 'seq, hash: a noted head has both. Give both, or neither.')
      return company.audit.verify(seq === undefined || hash === undefined ? undefined : { seq, hash })
    },
  }),
  forBoard({
    method: 'GET', path: '/audit/export', tag: 'Audit', summary: 'The whole audit log after a record, one record a line, with what was put away', query: AFTER, replies: { 200: linesOf(RECORD) }, answers: 'stream',
    async handle({ company, seq, context, query: { after = 0 }, request, reply }) {
      context.streams.enter(request, reply)
      return sendLines(reply, RECORD, exportLog({ context, request }, { company, after, upTo: seq }))
    },
  }),
  look({ path: '/audit/reconcile', tag: 'Audit', summary: 'Rebuilds the company from its log, and says where it differs', answer: ANYTHING, see: company => company.audit.reconcile() }),
  list({ path: '/tools', tag: 'Tools', summary: 'Lists tools', noun: 'tool', of: rowOf('tool'), list: (company, query) => company.tools.list(query) }),
  shown({ path: '/tools/:tool', tag: 'Tools', summary: 'A tool', answer: rowOf('tool'), see: (company, params) => company.tools.get(part(params, 'tool')) }),
  deed('tool.set', { method: 'PUT', path: '/tools/:tool', tag: 'Tools', summary: 'Creates a tool, or changes it', answer: rowOf('tool'), from: { tool: 'slug' } }),
  deed('tool.remove', { method: 'DELETE', path: '/tools/:tool', tag: 'Tools', summary: 'Removes a tool', answer: rowOf('tool'), from: { tool: 'tool' } }),
]

/** An outcome as it came over the wire, its time a time again: core reads it as that of any other program. */
const timed = (outcome: Outcome): Outcome => (outcome.kind === 'deferred' ? { ...outcome, until: new Date(outcome.until) } : outcome)
