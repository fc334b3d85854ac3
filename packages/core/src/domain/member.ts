import { z } from 'zod'
import { id, line } from './fields.ts'

/** From the highest to the lowest. */
export const BOARD_LEVELS = ['owner', 'operator', 'viewer'] as const
export type BoardLevel = (typeof BOARD_LEVELS)[number]

/** True for a level that is no lower than another. */
export const isAtLeast = (level: BoardLevel, least: BoardLevel): boolean => BOARD_LEVELS.indexOf(level) <= BOARD_LEVELS.indexOf(least)

/** A human on a company's board. */
export const member = z.object({
  id: id(),
  name: line(),
  level: z.enum(BOARD_LEVELS),
  createdAt: z.date(),
})
export type Member = z.infer<typeof member>
