import { z } from 'zod'
import { count, id, line, prose } from './fields.ts'
import { partyKind } from './principal.ts'

/** What a webhook tells: records of the audit log, or that a question waits for the board. */
export const WEBHOOK_KINDS = ['records', 'approvals'] as const

/** An address outside that is told what happens in a company, signed with a secret that only both sides know. The secret lies sealed under the webhook's id. */
export const webhook = z.object({
  id: id(),
  name: line(100),
  url: line(2_000),
  kind: z.enum(WEBHOOK_KINDS),
  /** Which records it tells: their action, or how it begins (`task.finish`, `task`); null: all of its kind. */
  records: z.array(id()).nullable(),
  createdByKind: partyKind(),
  createdById: id(),
  createdAt: z.date(),
  revokedAt: z.date().nullable(),
})
export type Webhook = z.infer<typeof webhook>

/** How far a webhook has come in its company's log, and which node has it in hand. One row per webhook: it cannot grow. */
export const outbox = z.object({
  /** The webhook's. */
  id: id(),
  /** The last record that it is past. */
  seq: count(),
  /** How often the next was tried. */
  attempts: count(),
  /** When it is tried again; null: at once. */
  dueAt: z.date().nullable(),
  /** What went wrong the last time; null once something arrived again. */
  problem: prose(500).nullable(),
  deliveredAt: z.date().nullable(),
  owner: id().nullable(),
  fence: count(),
  leaseUntil: z.date().nullable(),
})
export type Outbox = z.infer<typeof outbox>

/** A record that a webhook was told in vain until it was given up. */
export const deadLetter = z.object({
  id: id(),
  webhookId: id(),
  /** The record's number in the log. */
  seq: count(),
  action: id(),
  /** `again` was asked for and is tried once more; then it is gone, or `dead` as before. */
  status: z.enum(['dead', 'again']),
  attempts: count(),
  problem: prose(500),
  diedAt: z.date(),
})
export type DeadLetter = z.infer<typeof deadLetter>
