import { z } from 'zod'
import { count, id, line, slug } from './fields.ts'

/** What is left of a deleted company: that it was, who ended it, and where its audit log stood. */
export const tombstone = z.object({
  /** The company's id. */
  id: id(),
  slug: slug(),
  name: line(),
  deletedAt: z.date(),
  deletedById: id(),
  /** The last sequence number of its audit log, and that record's hash. */
  seq: count(),
  hash: id(),
  /** The vault's signature over the other fields. */
  signature: id(),
})
export type Tombstone = z.infer<typeof tombstone>
