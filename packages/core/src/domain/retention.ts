import { z } from 'zod'
import { count, id } from './fields.ts'

/** What a company lets go as it grows old. */
export const LET_GO = ['logs', 'runs', 'signals', 'items', 'replies', 'audit'] as const
export type LetGo = (typeof LET_GO)[number]

/** How far a company has let go of something, and how much of it there was. Its id is what was let go. */
export const retention = z.object({ id: z.enum(LET_GO).meta({ fact: true }), through: z.date(), removed: count(), updatedAt: z.date() })
export type Retention = z.infer<typeof retention>

/** A part of the audit log that was put away: its records lie in the blobs, and still verify. */
export const segment = z.object({
  id: id(),
  fromSeq: z.int().min(1),
  toSeq: z.int().min(1),
  /** The hash before its first record, and that of its last. */
  prev: id(),
  hash: id(),
  /** SHA-256 of its blob: gzipped JSON lines. */
  sha256: id(),
  bytes: count(),
  createdAt: z.date(),
})
export type Segment = z.infer<typeof segment>
