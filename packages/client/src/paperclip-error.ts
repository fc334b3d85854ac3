import type { components } from './generated/api.ts'

type Problem = components['schemas']['Problem']

/** What went wrong, for programs: the codes of the SDK. */
export type ErrorCode = 'invalid_input' | 'unauthorized' | 'forbidden' | 'not_found' | 'conflict' | 'too_large' | 'rate_limited' | 'misconfigured' | 'unavailable'

/** What is known of a refusal beside its words. */
export interface ErrorDetails {
  /** Of the answer; null where none came. */
  status: number | null
  reason?: string | undefined
  fields?: readonly { field: string; problem: string }[] | undefined
  retryAfterMs?: number | null
  cause?: unknown
}

const CODES: Readonly<Record<number, ErrorCode>> = { 400: 'invalid_input', 401: 'unauthorized', 403: 'forbidden', 404: 'not_found', 409: 'conflict', 412: 'conflict', 413: 'too_large', 421: 'misconfigured', 429: 'rate_limited' }
const KNOWN: ReadonlySet<string> = new Set<ErrorCode>(['invalid_input', 'unauthorized', 'forbidden', 'not_found', 'conflict', 'too_large', 'rate_limited', 'misconfigured', 'unavailable'])

/** The one error class of the client, the same in shape as the SDK's. The message says what was wrong, with which value, and what to do. */
export class PaperclipError extends Error {
  override readonly name = 'PaperclipError'
  readonly code: ErrorCode
  /** Why a `conflict` is one: `needs_approval`, `stale_revision`, `key_reused`, … */
  readonly reason: string | undefined
  /** Every field that was wrong. */
  readonly fields: readonly { field: string; problem: string }[]
  /** The HTTP status of the answer; null where none came: then it may have happened. */
  readonly status: number | null
  /** How long the server asks to be left alone; null if it does not say. */
  readonly retryAfterMs: number | null

  constructor(code: ErrorCode, message: string, { status, reason, fields = [], retryAfterMs = null, cause }: ErrorDetails) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.reason = reason
    this.fields = fields
    this.status = status
    this.retryAfterMs = retryAfterMs
  }

  /** The first field that was wrong, if one was. */
  get field(): string | undefined {
    return this.fields[0]?.field
  }
}

/** True for an error of Paperclip, the SDK's as well as the client's. */
export const isPaperclipError = (error: unknown): error is PaperclipError => error instanceof Error && error.name === 'PaperclipError' && 'code' in error

/** The refusal that an answer is. What is no problem of ours (a proxy's page) is told by its status. */
export function refusalOf({ status, headers }: Pick<Response, 'status' | 'headers'>, body: unknown): PaperclipError {
  const retryAfterMs = retryAfterOf(headers.get('retry-after'))
  if (isProblem(body)) return new PaperclipError(isCode(body.code) ? body.code : byStatus(status), body.detail, { status, reason: body.reason, fields: body.fields, retryAfterMs })
  return new PaperclipError(byStatus(status), `The server answered ${status}, and not in the words of Paperclip: is this its address, and is it up?`, { status, retryAfterMs })
}

const byStatus = (status: number): ErrorCode => CODES[status] ?? (status >= 500 ? 'unavailable' : 'invalid_input')
const isCode = (code: string): code is ErrorCode => KNOWN.has(code)
const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string' && 'detail' in body && typeof body.detail === 'string'

/** Seconds, as servers send it here. */
function retryAfterOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 && header !== '' ? seconds * 1_000 : null
}
