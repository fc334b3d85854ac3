import { z } from 'zod'
import { id, line } from './fields.ts'

export const BOARD_LEVELS = ['owner', 'operator', 'viewer'] as const
export type BoardLevel = (typeof BOARD_LEVELS)[number]

/** A human on a company's board. */
export const member = z.object({
  id: id(),
  name: line(),
  level: z.enum(BOARD_LEVELS),
  createdAt: z.date(),
})
export type Member = z.infer<typeof member>
