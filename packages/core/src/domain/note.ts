import { z } from 'zod'
import { id, line, prose } from './fields.ts'
import { partyKind } from './principal.ts'

/** What an agent or the company remembers; or a review, which is a dated note on an agent's work. */
export const note = z.object({
  id: id(),
  kind: z.enum(['note', 'review']),
  /** Whose memory it is; null is the company's, which every agent can recall. */
  agentId: id().nullable(),
  /** The agent a review is about. */
  aboutId: id().nullable(),
  title: line(),
  body: prose(),
  /** Of a review, from 1 (poor) to 5 (excellent), if it gives one. */
  rating: z.int().min(1).max(5).nullable(),
  authorKind: partyKind(),
  authorId: id(),
  runId: id().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Note = z.infer<typeof note>
