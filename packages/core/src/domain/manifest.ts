import { z } from 'zod'
import { id } from './fields.ts'

/** What of a company is looked after by a file: only that is ever removed because the file does not name it any more. */
export const manifest = z.object({
  /** What the file calls itself. */
  id: id(),
  /** `key` is what the file calls it, where it has no slug of its own. */
  entities: z.array(z.object({ noun: id(), id: id(), key: id().optional() })),
  /** SHA-256 of the definition applied last. */
  digest: id(),
  appliedAt: z.date(),
})
export type Manifest = z.infer<typeof manifest>

/** How often something happened in an hour. Its id is the thing and the hour. */
export const tally = z.object({ id: id(), many: z.int().min(0), expiresAt: z.date() })
