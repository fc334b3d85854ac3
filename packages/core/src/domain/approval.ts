import { z } from 'zod'
import { id, json, prose } from './fields.ts'
import { partyKind } from './principal.ts'

export const APPROVAL_STATUSES = ['pending', 'approved', 'rejected', 'stale', 'expired', 'cancelled'] as const

/** A question to the board that holds an act: approving performs that very act. */
export const approval = z.object({
  id: id(),
  status: z.enum(APPROVAL_STATUSES),
  /** The act's kind, such as `agent.hire`. */
  actKind: id(),
  /** The act's input as it was proposed. */
  input: json(),
  /** SHA-256 of kind and input: what was approved is what is done. */
  hash: id(),
  /** Revisions of the configurations the rule read: if one changed, the approval is stale. */
  reads: z.array(z.object({ agentId: z.string(), revision: z.int() })),
  reason: prose(4_000),
  proposedByKind: partyKind(),
  proposedById: id(),
  runId: id().nullable(),
  decidedById: id().nullable(),
  /** True if the proposer decided, being the only owner. */
  decidedAlone: z.boolean(),
  note: prose(4_000).nullable(),
  expiresAt: z.date(),
  decidedAt: z.date().nullable(),
  createdAt: z.date(),
})
export type Approval = z.infer<typeof approval>
export type ApprovalStatus = Approval['status']
