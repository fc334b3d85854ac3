import { z } from 'zod'
import { id, json, prose, slug } from './fields.ts'
import { partyKind } from './principal.ts'

/** Something said to somebody, or on a task's thread. */
export const message = z.object({
  id: id(),
  /** `ask` expects an answer; `answer` gives it. */
  kind: z.enum(['say', 'ask', 'answer']),
  taskId: id().nullable(),
  fromKind: partyKind(),
  fromId: id(),
  toKind: partyKind().nullable(),
  toId: id().nullable(),
  body: prose(),
  /** The question this answers. */
  askId: id().nullable(),
  /** When an unanswered question is escalated. */
  dueAt: z.date().nullable(),
  answeredAt: z.date().nullable(),
  escalatedAt: z.date().nullable(),
  runId: id().nullable(),
  createdAt: z.date(),
})
export type Message = z.infer<typeof message>

/** External data that came in for an agent. */
export const signal = z.object({
  id: id(),
  /** What sent it. */
  source: slug(),
  agentId: id(),
  payload: json(),
  createdAt: z.date(),
})
export type Signal = z.infer<typeof signal>
