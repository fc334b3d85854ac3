import type { Priority, TaskStatus } from '@paperclip/core'
import { TASK_STATUSES, PRIORITIES } from './issue-words.ts'
import { Type } from 'typebox'

const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Optional(Type.Union([schema, Type.Null()]))
const text = Type.String()
/** Sent by clients, without a meaning here. */
const ignored = Type.Optional(Type.Unknown())
const STATUS = Type.Unsafe<TaskStatus>(Type.Union(TASK_STATUSES.map(status => Type.Literal(status))))
const PRIORITY = Type.Unsafe<Priority>(Type.Union(PRIORITIES.map(priority => Type.Literal(priority))))
const strict = { additionalProperties: false } as const

export const LISTED = Type.Object({ assigneeAgentId: Type.Optional(text), status: Type.Optional(text), parentId: Type.Optional(text), limit: ignored, q: Type.Optional(text), projectId: Type.Optional(text), goalId: Type.Optional(text) }, strict)

export const CREATED = Type.Object({
  title: text, description: orNull(text), status: Type.Optional(STATUS), priority: Type.Optional(PRIORITY), parentId: orNull(text), projectId: orNull(text), goalId: orNull(text),
  assigneeAgentId: orNull(text), assigneeUserId: orNull(text), blockedByIssueIds: Type.Optional(Type.Array(text)), labels: Type.Optional(Type.Array(text)),
  billingCode: ignored, workMode: ignored, inheritExecutionWorkspaceFromIssueId: ignored, requestDepth: ignored,
}, strict)

export const CHANGED = Type.Object({
  status: Type.Optional(STATUS), comment: orNull(text), title: Type.Optional(text), description: orNull(text), priority: Type.Optional(PRIORITY), assigneeAgentId: orNull(text), assigneeUserId: orNull(text),
  blockedByIssueIds: Type.Optional(Type.Array(text)), reopen: Type.Optional(Type.Boolean()), resume: ignored, billingCode: ignored,
  reviewInteractionId: ignored, executionPolicy: ignored, interrupt: ignored, parentId: ignored, projectId: ignored, goalId: ignored,
}, strict)

export const CHECKED_OUT = Type.Object({ agentId: text, expectedStatuses: Type.Optional(Type.Array(STATUS)) }, strict)
export const CONTEXT = Type.Object({ wakeCommentId: Type.Optional(text) }, strict)
