/** What went wrong, for programs. Each code has one HTTP status and one page in `docs/errors.md`. */
export type ErrorCode =
  | 'invalid_input' | 'unauthorized' | 'forbidden' | 'not_found' | 'conflict'
  | 'too_large' | 'rate_limited' | 'misconfigured' | 'unavailable'

/** Why a `conflict` is one. */
export type ConflictReason =
  | 'exists' | 'stale_lease' | 'stale_approval' | 'needs_approval' | 'wrong_state' | 'cycle'
  | 'checked_out' | 'over_budget' | 'key_reused' | 'other_focus' | 'stale_revision'

/** The HTTP status that belongs to each code. */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400, unauthorized: 401, forbidden: 403, not_found: 404, conflict: 409,
  too_large: 413, rate_limited: 429, misconfigured: 500, unavailable: 503,
}

/** One wrong field of an input. */
export interface FieldProblem { field: string; problem: string }

export interface ErrorDetails {
  reason?: ConflictReason
  fields?: FieldProblem[]
  cause?: unknown
}

/** The one error class of Paperclip. The message says what was wrong, with which value, and what to do. */
export class PaperclipError extends Error {
  override readonly name = 'PaperclipError'
  readonly code: ErrorCode
  readonly reason: ConflictReason | undefined
  readonly fields: readonly FieldProblem[]

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.reason = details.reason
    this.fields = details.fields ?? []
  }
}

/** True for an error of Paperclip, also of another copy of this package. */
export function isPaperclipError(error: unknown): error is PaperclipError {
  return error instanceof Error && error.name === 'PaperclipError' && 'code' in error
}

export const conflict = (reason: ConflictReason, message: string) => new PaperclipError('conflict', message, { reason })
export const notFound = (what: string, which: string) => new PaperclipError('not_found', `There is no ${what} "${which}" in this company.`)
