import { z } from 'zod'
import { id, line } from './fields.ts'
import { BOARD_LEVELS } from './member.ts'
import { money } from './money.ts'
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
  /** The only agents its acts may be about; null: all. */
  agents: z.array(id()).nullable(),
  /** It does nothing more once the runs on tasks it made have cost this much; null: no limit of its own. */
  cap: money().nullable(),
  /** What the runs on tasks it made have cost. */
  spent: money(),
  createdByKind: partyKind(),
  createdById: id(),
  createdAt: z.date(),
  expiresAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
})
export type AccessKey = z.infer<typeof accessKey>

/** When a key was last used, to the minute. */
export const keyUse = z.object({ id: id(), at: z.date() })
