import { z } from 'zod'
import { count, id, json } from './fields.ts'
import { partyKind } from './principal.ts'

/** One link of a company's chain: who did what to which entity, with the facts before and after. */
export const auditRecord = z.object({
  /** Position in the company's log, from 1, without gaps, in commit order. */
  seq: z.int().min(1),
  at: z.date(),
  /** What happened: `task.finish`, `run.begin`, `agent.hire.refused`. */
  action: id(),
  actorKind: partyKind(),
  actorId: id(),
  /** Who proposed what the actor carried out. */
  onBehalfOf: id().nullable(),
  runId: id().nullable(),
  noun: id(),
  entityId: id(),
  /** Facts (ids, enums, numbers, times) before and after, only those that changed. */
  before: z.record(z.string(), json()).nullable(),
  after: z.record(z.string(), json()).nullable(),
  /** HMAC-SHA-256, under the company's key, of each text that changed. */
  digests: z.record(z.string(), z.string()),
  /** Hash of the record before; 64 zeros for the first. */
  prev: id(),
  hash: id(),
  /** The readable texts. Not hashed themselves: they can be erased and the chain still verifies. */
  texts: z.record(z.string(), json()).nullable(),
})
export type AuditRecord = z.infer<typeof auditRecord>

/** Where a company's chain stands. */
export const head = z.object({
  id: id(),
  seq: count(),
  hash: id(),
  /** Key of the company's digests, 32 bytes in hex. */
  key: id(),
})
export type Head = z.infer<typeof head>

/** The answer once given to an idempotency key. */
export const reply = z.object({ id: id(), digest: id(), result: json().nullable(), expiresAt: z.date() })
