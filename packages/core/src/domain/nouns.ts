import type { z } from 'zod'
import { accessKey, keyUse } from './access-key.ts'
import { account, credential, invitation, login } from './account.ts'
import { agent, hold, revision } from './agent.ts'
import { alarm, item } from './alarm.ts'
import { approval } from './approval.ts'
import { auditRecord, head, reply } from './audit.ts'
import { balance, budget, movement } from './budget.ts'
import { company } from './company.ts'
import { costDay } from './cost-day.ts'
import { costMonth } from './cost-month.ts'
import { costTotal } from './cost-total.ts'
import { artifact, document, documentRevision } from './document.ts'
import { goal, project } from './goal.ts'
import { hook } from './hook.ts'
import { incident } from './incident.ts'
import { manifest, tally } from './manifest.ts'
import { member } from './member.ts'
import { message, signal } from './message.ts'
import { note } from './note.ts'
import { retention, segment } from './retention.ts'
import { role } from './role.ts'
import { routine } from './routine.ts'
import { logChunk, run, session } from './run.ts'
import { companyKey, sealed, secret } from './secret.ts'
import { skill, skillVersion } from './skill.ts'
import { blocker, task, verdict } from './task.ts'
import { tool } from './tool.ts'
import { deadLetter, outbox, webhook } from './webhook.ts'

/** An order in which rows may be listed: equal on every field of `where`, sorted by `by`, then by id. Each has its index. */
interface Order<F extends string> { where: readonly F[]; by: F }

/** Fields that together are unique in a company, among the rows that equal `when` and hold no null in them. */
interface Unique<F extends string> { fields: readonly F[]; when?: Readonly<Partial<Record<F, string>>> }

/** A field, or what lies in one: `task.title`. */
type Path<F extends string> = F | `${F}.${string}`

/** Which texts of a noun are searched: those that say what a row is called, which weigh more, and the others. */
export interface Searched<F extends string = string> {
  first: readonly Path<F>[]
  other: readonly Path<F>[]
  /** Of the rows that share the field `of`, the one with the greatest `by` alone is searched: the others were written before it. */
  latest?: { of: F; by: F }
}

interface Declaration<S extends z.ZodObject, A extends boolean> {
  schema: S
  /** Audited nouns change only through `record`; the others are a closed list of what rebuilds or does not matter. */
  audited: A
  orders: readonly Order<Extract<keyof z.infer<S>, string>>[]
  unique: readonly Unique<Extract<keyof z.infer<S>, string>>[]
  /** Fields unique across the whole installation. */
  uniqueEverywhere: readonly Extract<keyof z.infer<S>, string>[]
  /** Texts in which words can be looked for. */
  searched: Searched<Extract<keyof z.infer<S>, string>>
}

type Shape<S extends z.ZodObject> = Partial<Omit<Declaration<S, boolean>, 'schema' | 'audited'>>
const declare = <S extends z.ZodObject, A extends boolean>(schema: S, audited: A, shape: Shape<S>): Declaration<S, A> =>
  ({ schema, audited, orders: [], unique: [], uniqueEverywhere: [], searched: { first: [], other: [] }, ...shape })

const audited = <S extends z.ZodObject>(schema: S, shape: Shape<S>) => declare(schema, true, shape)
const unaudited = <S extends z.ZodObject>(schema: S, shape: Shape<S> = {}) => declare(schema, false, shape)

const BY_SLUG = [{ where: [], by: 'createdAt' }, { where: ['slug'], by: 'id' }] as const

/** Everything a company consists of: what its rows look like, in which orders they can be listed, and what is unique. Every row has a string `id`, or is numbered by `seq`. */
export const NOUNS = {
  company: audited(company, { uniqueEverywhere: ['slug'] }),
  member: audited(member, { orders: [{ where: [], by: 'createdAt' }, { where: ['level'], by: 'createdAt' }] }),
  role: audited(role, { searched: { first: ['title', 'slug'], other: ['description'] }, orders: [{ where: [], by: 'createdAt' }, { where: ['slug'], by: 'id' }], unique: [{ fields: ['slug'] }] }),
  agent: audited(agent, {
    searched: { first: ['name', 'slug'], other: ['instructions'] },
    orders: [{ where: [], by: 'createdAt' }, { where: ['slug'], by: 'id' }, { where: ['reportsTo'], by: 'createdAt' }, { where: ['roleId'], by: 'createdAt' }, { where: ['status'], by: 'createdAt' }],
    unique: [{ fields: ['slug'] }],
  }),
  hold: audited(hold, { orders: [{ where: ['agentId'], by: 'createdAt' }, { where: ['budgetId'], by: 'createdAt' }], unique: [{ fields: ['agentId', 'cause', 'budgetId'] }] }),
  revision: audited(revision, { orders: [{ where: ['agentId'], by: 'number' }], unique: [{ fields: ['agentId', 'number'] }] }),
  goal: audited(goal, { searched: { first: ['title'], other: ['description'] }, orders: [{ where: [], by: 'createdAt' }, { where: ['parentId'], by: 'createdAt' }, { where: ['ownerId'], by: 'createdAt' }, { where: ['status'], by: 'createdAt' }] }),
  project: audited(project, { searched: { first: ['name', 'slug'], other: ['description'] }, orders: [{ where: [], by: 'createdAt' }, { where: ['slug'], by: 'id' }, { where: ['goalId'], by: 'createdAt' }], unique: [{ fields: ['slug'] }] }),
  task: audited(task, {
    searched: { first: ['title', 'identifier'], other: ['description', 'acceptance', 'result'] },
    orders: [
      { where: [], by: 'number' }, { where: ['status'], by: 'number' }, { where: ['assigneeId'], by: 'number' }, { where: ['assigneeId', 'status'], by: 'number' },
      { where: ['reviewerId', 'status'], by: 'number' }, { where: ['parentId'], by: 'number' }, { where: ['projectId'], by: 'number' }, { where: ['projectId', 'status'], by: 'number' },
      { where: ['goalId'], by: 'number' }, { where: ['goalId'], by: 'status' }, { where: ['projectId', 'goalId'], by: 'status' }, { where: ['identifier'], by: 'id' }, { where: ['checkoutRunId'], by: 'number' },
      { where: ['routineId'], by: 'number' }, { where: ['routineId', 'status'], by: 'number' },
    ],
    unique: [{ fields: ['number'] }, { fields: ['identifier'] }],
  }),
  blocker: audited(blocker, { orders: [{ where: ['taskId'], by: 'createdAt' }, { where: ['blockerId'], by: 'createdAt' }], unique: [{ fields: ['taskId', 'blockerId'] }] }),
  verdict: audited(verdict, { orders: [{ where: ['taskId'], by: 'createdAt' }, { where: ['agentId'], by: 'createdAt' }] }),
  message: audited(message, {
    searched: { first: [], other: ['body'] },
    orders: [{ where: [], by: 'createdAt' }, { where: ['taskId'], by: 'createdAt' }, { where: ['toId'], by: 'createdAt' }, { where: ['fromId'], by: 'createdAt' }, { where: ['askId'], by: 'createdAt' }, { where: ['fromId', 'kind', 'answeredAt'], by: 'createdAt' }, { where: ['toId', 'kind', 'answeredAt'], by: 'createdAt' }],
  }),
  signal: audited(signal, { orders: [{ where: [], by: 'createdAt' }, { where: ['agentId'], by: 'createdAt' }] }),
  run: audited(run, {
    orders: [{ where: [], by: 'startedAt' }, { where: ['agentId'], by: 'startedAt' }, { where: ['status'], by: 'startedAt' }, { where: ['taskId'], by: 'startedAt' }, { where: ['agentId', 'slot'], by: 'startedAt' }],
    unique: [{ fields: ['agentId'], when: { status: 'running' } }, { fields: ['agentId'], when: { status: 'deferred' } }, { fields: ['agentId', 'slot'] }],
  }),
  budget: audited(budget, { orders: [{ where: [], by: 'createdAt' }, { where: ['scopeId'], by: 'createdAt' }] }),
  movement: audited(movement, {
    orders: [{ where: [], by: 'createdAt' }, { where: ['runId'], by: 'createdAt' }, { where: ['agentId'], by: 'createdAt' }, { where: ['runId', 'usageId'], by: 'createdAt' }, { where: ['kind'], by: 'createdAt' }],
    unique: [{ fields: ['runId', 'usageId'] }],
  }),
  approval: audited(approval, { searched: { first: ['actKind'], other: ['reason', 'note'] }, orders: [{ where: [], by: 'createdAt' }, { where: ['status'], by: 'createdAt' }, { where: ['proposedById', 'status'], by: 'createdAt' }] }),
  incident: audited(incident, { orders: [{ where: [], by: 'createdAt' }, { where: ['status'], by: 'createdAt' }, { where: ['agentId', 'status'], by: 'createdAt' }, { where: ['taskId', 'status'], by: 'createdAt' }] }),
  secret: audited(secret, { orders: BY_SLUG, unique: [{ fields: ['slug'] }] }),
  tool: audited(tool, { searched: { first: ['slug'], other: ['description'] }, orders: BY_SLUG, unique: [{ fields: ['slug'] }] }),
  document: audited(document, { orders: [{ where: ['taskId'], by: 'createdAt' }, { where: ['taskId', 'key'], by: 'id' }], unique: [{ fields: ['taskId', 'key'] }] }),
  documentRevision: audited(documentRevision, { searched: { first: ['title'], other: ['body'], latest: { of: 'documentId', by: 'number' } }, orders: [{ where: ['documentId'], by: 'number' }], unique: [{ fields: ['documentId', 'number'] }] }),
  artifact: audited(artifact, { searched: { first: ['name'], other: [] }, orders: [{ where: [], by: 'createdAt' }, { where: ['taskId'], by: 'createdAt' }, { where: ['runId'], by: 'createdAt' }, { where: ['sha256'], by: 'createdAt' }] }),
  note: audited(note, {
    searched: { first: ['title'], other: ['body'] },
    orders: [{ where: [], by: 'createdAt' }, { where: ['agentId'], by: 'createdAt' }, { where: ['agentId', 'kind'], by: 'createdAt' }, { where: ['aboutId'], by: 'createdAt' }],
  }),
  routine: audited(routine, { searched: { first: ['task.title', 'slug'], other: ['task.description'] }, orders: [...BY_SLUG, { where: ['assigneeId'], by: 'createdAt' }, { where: ['assigneeId', 'signal'], by: 'createdAt' }], unique: [{ fields: ['slug'] }] }),
  skill: audited(skill, { searched: { first: ['slug'], other: ['description'] }, orders: BY_SLUG, unique: [{ fields: ['slug'] }] }),
  skillVersion: audited(skillVersion, { orders: [{ where: ['skillId'], by: 'number' }], unique: [{ fields: ['skillId', 'number'] }] }),
  accessKey: audited(accessKey, { orders: [{ where: [], by: 'createdAt' }, { where: ['agentId'], by: 'createdAt' }, { where: ['digest'], by: 'id' }], unique: [{ fields: ['digest'] }] }),
  hook: audited(hook, { orders: [{ where: [], by: 'createdAt' }, { where: ['agentId'], by: 'createdAt' }] }),
  webhook: audited(webhook, { orders: [{ where: [], by: 'createdAt' }, { where: ['revokedAt'], by: 'createdAt' }] }),
  account: audited(account, { orders: [{ where: [], by: 'createdAt' }, { where: ['email'], by: 'id' }, { where: ['level', 'status'], by: 'createdAt' }], unique: [{ fields: ['email'] }] }),
  invitation: audited(invitation, { orders: [{ where: [], by: 'createdAt' }, { where: ['digest'], by: 'id' }, { where: ['boardOf'], by: 'createdAt' }], unique: [{ fields: ['digest'] }] }),
  manifest: audited(manifest, {}),
  retention: audited(retention, {}),
  segment: audited(segment, { orders: [{ where: [], by: 'fromSeq' }], unique: [{ fields: ['fromSeq'] }] }),
  audit: unaudited(auditRecord, { orders: [{ where: [], by: 'seq' }] }),
  head: unaudited(head),
  alarm: unaudited(alarm),
  item: unaudited(item, { orders: [{ where: ['agentId'], by: 'seq' }], unique: [] }),
  balance: unaudited(balance, { orders: [{ where: ['budgetId'], by: 'startsAt' }] }),
  costDay: unaudited(costDay, { orders: [{ where: [], by: 'day' }] }),
  costMonth: unaudited(costMonth, { orders: [{ where: [], by: 'month' }] }),
  costTotal: unaudited(costTotal, { orders: [{ where: [], by: 'id' }] }),
  session: unaudited(session),
  logChunk: unaudited(logChunk, { orders: [{ where: ['runId'], by: 'n' }] }),
  sealed: unaudited(sealed),
  companyKey: unaudited(companyKey),
  tally: unaudited(tally, { orders: [{ where: [], by: 'expiresAt' }] }),
  keyUse: unaudited(keyUse),
  outbox: unaudited(outbox),
  deadLetter: unaudited(deadLetter, { orders: [{ where: ['webhookId'], by: 'seq' }, { where: ['webhookId', 'status'], by: 'seq' }] }),
  credential: unaudited(credential, { orders: [{ where: ['subject'], by: 'id' }], unique: [{ fields: ['subject'] }] }),
  login: unaudited(login, { orders: [{ where: [], by: 'expiresAt' }, { where: ['operatorId'], by: 'createdAt' }] }),
  reply: unaudited(reply, { orders: [{ where: [], by: 'expiresAt' }] }),
} as const

export type Noun = keyof typeof NOUNS
export type Row<N extends Noun> = z.infer<(typeof NOUNS)[N]['schema']>
export type AuditedNoun = { [N in Noun]: (typeof NOUNS)[N]['audited'] extends true ? N : never }[Noun]
/** Nouns that may be written without a record: what rebuilds from the log or does not matter to it. The chain itself is written by `record` alone. */
export type UnauditedNoun = Exclude<Noun, AuditedNoun | 'audit' | 'head'>
