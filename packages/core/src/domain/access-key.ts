import { z } from 'zod'
import { id, line } from './fields.ts'
import { BOARD_LEVELS } from './member.ts'
import { partyKind } from './principal.ts'

/** What a program proves itself with. Of the key itself only a digest is kept: nobody reads it back. */
export const accessKey = z.object({
  id: id(),
  name: line(100),
  /** SHA-256 of the key, in hex. */
  digest: id(),
  /** The last characters of the key, to tell keys apart. */
  hint: id(),
  /** A key of an agent sits at that agent's desk while it has a run in hand, and does nothing else. */
  agentId: id().nullable(),
  /** What anybody else's key may do at most: as a member of the board of this level. No key decides approvals. */
  level: z.enum(BOARD_LEVELS),
  /** The only acts it may do; null: all that its level allows. */
  acts: z.array(id()).nullable(),
  /** The only agents its acts may reach, by their work and by what they hear as well; what is about the company as a whole is out of its reach then. Null: all. */
  agents: z.array(id()).nullable(),
  /** The budget of what runs may cost which come of its deeds; null: it has none of its own. */
  budgetId: id().nullable(),
  createdByKind: partyKind(),
  createdById: id(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
})
export type AccessKey = z.infer<typeof accessKey>

/** When a key was last used, to the minute. */
export const keyUse = z.object({ id: id(), at: z.date() })
