import { z } from 'zod'
import { artifact, documentRevision } from './document.ts'
import { durationInput } from './duration.ts'
import { id, json, line, prose, slug } from './fields.ts'
import { PRIORITIES, TASK_STATUSES } from './task.ts'
import { APPROVAL_STATUSES } from './approval.ts'
import { usage } from './usage.ts'

/** A task by its id or identifier (`ACME-12`). */
const TASK_REF = id().describe('a task id or an identifier like ACME-12')

/** How a list of the desk is asked for. */
const AFTER = z.string().max(2_000).nullable().default(null).describe('the `next` of the page before')
const PAGE = { after: AFTER, limit: z.int().min(1).max(500).default(100) }

/** What those verbs of the desk take that only list what there is: REST serves them by GET. */
export const DESK_LISTS = { inbox: z.strictObject(PAGE), tasks: z.strictObject(PAGE) } as const

/** What each verb of the desk takes. The process adapter, REST and MCP all read from here. */
export const DESK_VERBS = {
  take: z.strictObject({ task: TASK_REF }),
  update: z.strictObject({
    task: TASK_REF,
    title: line().optional(),
    description: prose().optional(),
    acceptance: prose(20_000).optional().describe('when it is done: what a reviewer holds the result against'),
    priority: z.enum(PRIORITIES).optional(),
    labels: z.array(slug()).max(20).optional(),
    dueAt: z.coerce.date().nullable().optional().describe('null: at no time in particular'),
    notBefore: z.coerce.date().nullable().optional().describe('nobody is woken for it before; null: at once'),
  }),
  finish: z.strictObject({ task: TASK_REF, result: prose().describe('what came of it, for whoever asked for the task') }),
  review: z.strictObject({ task: TASK_REF, verdict: z.enum(['accept', 'send_back']), comment: prose(20_000).default('').describe('what is missing, where it is sent back') }),
  block: z.strictObject({ task: TASK_REF, reason: prose(4_000).default('').describe('what it waits for, where that is no task'), blockedBy: z.array(TASK_REF).default([]).describe('the tasks it waits for') })
    .refine(({ reason, blockedBy }) => reason !== '' || blockedBy.length > 0, { message: 'give a reason, or the tasks it is blocked by', path: ['reason'] }),
  release: z.strictObject({ task: TASK_REF }),
  delegate: z.strictObject({
    title: line(),
    description: prose().default(''),
    acceptance: prose(20_000).default('').describe('when it is done: what a reviewer holds the result against'),
    assignee: slug().describe('the agent that shall do it'),
    reviewer: z.union([slug(), z.strictObject({ operator: id() })]).nullable().default(null).describe('the agent or operator that accepts it, never the assignee; null: it is done once it is handed in'),
    parent: TASK_REF.nullable().default(null).describe('null: the task this run is about, if there is one'),
    project: slug().nullable().default(null).describe('null: that of the parent'),
    goal: id().nullable().default(null).describe('null: that of the parent'),
    priority: z.enum(PRIORITIES).default('medium'),
    labels: z.array(slug()).max(20).default([]),
    dueAt: z.coerce.date().nullable().default(null),
    notBefore: z.coerce.date().nullable().default(null),
    blockedBy: z.array(TASK_REF).default([]),
  }),
  say: z.strictObject({ to: slug().nullable().default(null).describe('an agent'), task: TASK_REF.nullable().default(null).describe('a task on whose thread it is said; one of the two must be given'), body: prose().min(1) })
    .refine(({ to, task }) => to !== null || task !== null, { message: 'give "to" (an agent) or "task" (a thread)', path: ['to'] }),
  ask: z.strictObject({
    to: z.union([slug(), z.strictObject({ operator: id() }), z.literal('board')]).describe('an agent, an operator, or the board'),
    task: TASK_REF.nullable().default(null),
    body: prose().min(1),
    due: durationInput().optional().describe('how long it may take until the manager is told, like "2h"'),
  }),
  answer: z.strictObject({ ask: id().describe('the question, as the inbox names it'), body: prose().min(1) }),
  report: z.strictObject({ goal: id(), current: z.number().describe('where the metric of the goal stands now, in its unit') }),
  remember: z.strictObject({ title: line().optional(), body: prose(20_000).min(1), for: z.enum(['self', 'company']).default('self').describe('whose memory it goes into: your own, or everybody\'s') }),
  recall: z.strictObject({ text: z.string().max(1_000), after: AFTER, limit: z.int().min(1).max(50).default(10) }),
  attach: z.strictObject({
    task: TASK_REF.nullable().default(null).describe('null: the task this run is about'),
    name: line(200),
    mediaType: artifact.shape.mediaType.default('text/plain'),
    content: z.string().describe('text, or bytes in base64'),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
  }),
  write: z.strictObject({
    task: TASK_REF.nullable().default(null).describe('null: the task this run is about'),
    key: slug(),
    title: line().optional(),
    body: documentRevision.shape.body,
    base: z.int().min(1).nullable().default(null).describe('the revision that was read; null for a document that is new'),
  }),
  read: z.strictObject({
    task: TASK_REF.nullable().default(null).describe('null: the task this run is about'),
    key: slug(),
    revision: z.int().min(1).optional().describe('the newest unless said'),
  }),
  open: z.strictObject({ artifact: id() }),
  show: z.strictObject({ task: TASK_REF.nullable().default(null).describe('null: the task this run is about') }),
  thread: z.strictObject({ task: TASK_REF.nullable().default(null).describe('null: the task this run is about'), after: id().nullable().default(null).describe('the `next` of the page before: the message that was read last'), limit: z.int().min(1).max(500).default(100) }),
  assigned: z.strictObject({ status: z.enum(TASK_STATUSES), after: AFTER, limit: z.int().min(1).max(200).default(100) }),
  purse: z.strictObject({}),
  colleagues: z.strictObject(PAGE),
  proposals: z.strictObject({ status: z.enum(APPROVAL_STATUSES).optional(), ...PAGE }),
  /** `cost` is whole micro-dollars. */
  spend: usage,
  propose: z.strictObject({ kind: id().describe('the kind of act, like "agent.hire" or "budget.raise"'), input: json().describe('the input of that act'), reason: prose(4_000).default('').describe('why, for the board') }),
} as const

export type DeskVerb = keyof typeof DESK_VERBS
