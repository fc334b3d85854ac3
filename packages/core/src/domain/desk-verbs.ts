import { z } from 'zod'
import { artifact, documentRevision } from './document.ts'
import { durationInput } from './duration.ts'
import { id, json, line, prose, slug } from './fields.ts'
import { PRIORITIES, TASK_STATUSES } from './task.ts'
import { APPROVAL_STATUSES } from './approval.ts'
import { usage } from './usage.ts'

/** A task by its id or identifier (`ACME-12`). */
const TASK_REF = id().describe('a task id or an identifier like ACME-12')

/** What each verb of the desk takes. The process adapter, REST and MCP all read from here. */
export const DESK_VERBS = {
  take: z.strictObject({ task: TASK_REF }),
  update: z.strictObject({
    task: TASK_REF,
    title: line().optional(),
    description: prose().optional(),
    acceptance: prose(20_000).optional(),
    priority: z.enum(PRIORITIES).optional(),
    labels: z.array(slug()).max(20).optional(),
    dueAt: z.coerce.date().nullable().optional(),
    notBefore: z.coerce.date().nullable().optional(),
  }),
  finish: z.strictObject({ task: TASK_REF, result: prose() }),
  review: z.strictObject({ task: TASK_REF, verdict: z.enum(['accept', 'send_back']), comment: prose(20_000).default('') }),
  block: z.strictObject({ task: TASK_REF, reason: prose(4_000).default(''), blockedBy: z.array(TASK_REF).default([]) })
    .refine(({ reason, blockedBy }) => reason !== '' || blockedBy.length > 0, { message: 'give a reason, or the tasks it is blocked by', path: ['reason'] }),
  release: z.strictObject({ task: TASK_REF }),
  delegate: z.strictObject({
    title: line(),
    description: prose().default(''),
    acceptance: prose(20_000).default(''),
    assignee: slug().describe('the agent that shall do it'),
    reviewer: z.union([slug(), z.strictObject({ operator: id() })]).nullable().default(null),
    parent: TASK_REF.nullable().default(null).describe('null: the task this run is about, if there is one'),
    project: slug().nullable().default(null),
    goal: id().nullable().default(null),
    priority: z.enum(PRIORITIES).default('medium'),
    labels: z.array(slug()).max(20).default([]),
    dueAt: z.coerce.date().nullable().default(null),
    notBefore: z.coerce.date().nullable().default(null),
    blockedBy: z.array(TASK_REF).default([]),
  }),
  say: z.strictObject({ to: slug().nullable().default(null), task: TASK_REF.nullable().default(null), body: prose().min(1) })
    .refine(({ to, task }) => to !== null || task !== null, { message: 'give "to" (an agent) or "task" (a thread)', path: ['to'] }),
  ask: z.strictObject({
    to: z.union([slug(), z.strictObject({ operator: id() }), z.literal('board')]).describe('an agent, an operator, or the board'),
    task: TASK_REF.nullable().default(null),
    body: prose().min(1),
    due: durationInput().optional(),
  }),
  answer: z.strictObject({ ask: id(), body: prose().min(1) }),
  report: z.strictObject({ goal: id(), current: z.number() }),
  /** `for`: whose memory it goes into, the agent's own or the company's. */
  remember: z.strictObject({ title: line().optional(), body: prose(20_000).min(1), for: z.enum(['self', 'company']).default('self') }),
  recall: z.strictObject({ text: z.string().max(1_000), limit: z.int().min(1).max(50).default(10) }),
  /** `content` is text, or bytes in base64. */
  attach: z.strictObject({
    task: TASK_REF.nullable().default(null).describe('null: the task this run is about'),
    name: line(200),
    mediaType: artifact.shape.mediaType.default('text/plain'),
    content: z.string(),
    encoding: z.enum(['utf8', 'base64']).default('utf8'),
  }),
  /** `base` is the revision that was read; null for a document that is new. */
  write: z.strictObject({
    task: TASK_REF.nullable().default(null).describe('null: the task this run is about'),
    key: slug(),
    title: line().optional(),
    body: documentRevision.shape.body,
    base: z.int().min(1).nullable().default(null),
  }),
  read: z.strictObject({
    task: TASK_REF.nullable().default(null).describe('null: the task this run is about'),
    key: slug(),
    revision: z.int().min(1).optional(),
  }),
  open: z.strictObject({ artifact: id() }),
  show: z.strictObject({ task: TASK_REF.nullable().default(null).describe('null: the task this run is about') }),
  /** `after` is the message that was read last. */
  thread: z.strictObject({ task: TASK_REF.nullable().default(null).describe('null: the task this run is about'), after: id().nullable().default(null), limit: z.int().min(1).max(500).default(100) }),
  assigned: z.strictObject({ status: z.enum(TASK_STATUSES), limit: z.int().min(1).max(200).default(100) }),
  purse: z.strictObject({}),
  colleagues: z.strictObject({}),
  proposals: z.strictObject({ status: z.enum(APPROVAL_STATUSES).optional() }),
  /** `cost` is whole micro-dollars. */
  spend: usage,
  propose: z.strictObject({ kind: id(), input: json(), reason: prose(4_000).default('') }),
} as const

export type DeskVerb = keyof typeof DESK_VERBS
