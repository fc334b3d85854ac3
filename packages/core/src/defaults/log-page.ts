import { PaperclipError } from '../domain/error.ts'

const USUAL = 1_000

/** Which lines of a log are asked for: those above the number `after`, -1 for all, up to `limit`. */
export function linesAfter({ after = -1, limit = USUAL }: { after?: number; limit?: number } = {}): { after: number; limit: number } {
  if (!Number.isInteger(after)) throw new PaperclipError('invalid_input', `after: must be the number of a line (was ${after}).`)
  if (!Number.isInteger(limit) || limit < 1) throw new PaperclipError('invalid_input', `limit: must be a whole number from 1 (was ${limit}).`)
  return { after, limit }
}
