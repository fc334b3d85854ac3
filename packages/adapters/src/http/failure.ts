import { STATUS_CODES } from 'node:http'
import type { Failure, Outcome, UsageInput } from '@paperclip/core'
import type { Fetched } from './guard/guarded-fetch.ts'
import type { Body } from './guard/read-body.ts'
import { meaningOf } from './status.ts'
import { storable, visible } from './visible.ts'
import { retryAfterMs } from './waits.ts'

type Failed = Extract<Outcome, { kind: 'failed' }>
/** What a run that failed cost: nothing, because no work was begun, or nobody knows. */
type Cost = 'none' | 'unknown'

/** Usage that nobody can say the price of: core then posts the worst. */
export const NOBODY_KNOWS: readonly UsageInput[] = [{ id: 'run', cost: null }]

/** A failed run. */
export const failed = (kind: Failure, message: string, cost: Cost): Failed =>
  ({ kind: 'failed', error: { kind, message: storable(message), retryAfterMs: null }, ...cost === 'unknown' && { usage: NOBODY_KNOWS } })

/** A run that its signal ended. */
export const ended = (cost: Cost): Failed => failed('unknown', 'The run was ended before the other side gave an outcome.', cost)

/** A run whose other side did not answer. */
export function unanswered(fetched: Exclude<Fetched, { kind: 'reply' }>): Failed {
  switch (fetched.kind) {
    case 'refused': return failed('bad_request', `${fetched.problem} ${fetched.fix}`, 'none')
    case 'unreachable': return failed('network', fetched.problem, fetched.sent === 'yes' ? 'unknown' : 'none')
    case 'unreadable': return failed('bad_request', fetched.problem, 'unknown')
    case 'ended': return ended(fetched.sent === 'yes' ? 'unknown' : 'none')
  }
}

type Answered = Extract<Fetched, { kind: 'reply' }>

/** A run whose other side answered with a status that brings no outcome. */
export function answered({ status, headers, body, url }: Answered, now: Date): Failed {
  const { kind, cost } = meaningOf(status)
  const said = body.bytes.length === 0 ? 'It said nothing.' : `It said: ${quoted(body)}`
  const hint = status >= 300 && status < 400 && headers['location'] !== undefined ? ' A run is posted anew only by 307 and 308: give the address it leads to as "url".' : ''
  const outcome = failed(kind, `${url.origin} answered ${statusLine(status)}.${hint} ${said}`, cost)
  return { ...outcome, error: { ...outcome.error, retryAfterMs: retryAfterMs(headers['retry-after'], now) } }
}

/** A run whose other side answered with what cannot be taken for an outcome. */
export const misunderstood = ({ status, body, url }: Answered, problem: string): Failed =>
  failed('bad_request', `${url.origin} answered ${statusLine(status)}, but ${problem} It said: ${quoted(body)}`, 'unknown')

const statusLine = (status: number): string => `${status} ${STATUS_CODES[status] ?? ''}`.trimEnd()

/** The beginning of a body, in quotes. */
export const quoted = ({ bytes }: Body): string => `"${visible(bytes.subarray(0, 4_096).toString('utf8'))}"`
