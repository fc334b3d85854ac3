import { z } from 'zod'
import { count, id, line, slug } from './fields.ts'
import { partyKind } from './principal.ts'

/** Where somebody outside brings data for an agent or a team, signed with a secret that only both sides know. The secret lies sealed under the hook's id. */
export const hook = z.object({
  id: id(),
  name: line(100),
  /** What the signals that come in by it say as their source. */
  source: slug(),
  agentId: id(),
  audience: z.enum(['agent', 'team']),
  createdByKind: partyKind(),
  createdById: id(),
  createdAt: z.date(),
  revokedAt: z.date().nullable(),
  /** How many messages it has refused: those that nobody signed with its secret, that are too old, or that came before. */
  refused: count(),
  /** When that was last noted. */
  refusedAt: z.date().nullable(),
})
export type Hook = z.infer<typeof hook>
