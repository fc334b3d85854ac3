import { DESK_VERBS, FAILURES, LOG_LEVELS, usage, type DeskVerb, type LogEntry, type Outcome } from '@paperclip/core'
import { z } from 'zod'
import { LONGEST_WAIT_MS } from './waits.ts'

/** What the other side says of a run that is over. */
export interface Final { outcome: Exclude<Outcome, { kind: 'deferred' }>; log: readonly LogEntry[] }

/** As long as a run's summary may be. */
const LONGEST_SUMMARY = 100_000
const LONGEST_ENTRY = 16_384

const level = z.enum(LOG_LEVELS).default('info')
const text = z.string().transform(given => (given.length > LONGEST_ENTRY ? `${given.slice(0, LONGEST_ENTRY).toWellFormed()}… (cut: ${given.length - LONGEST_ENTRY} more)` : given))

const both = {
  usage: z.array(usage).max(10_000).optional(),
  // The desk checks the input of a deed, so that what it refuses stands in the next brief.
  desk: z.array(z.strictObject({ verb: z.enum(Object.keys(DESK_VERBS) as DeskVerb[]), input: z.record(z.string(), z.unknown()).default({}) })).max(1_000).optional(),
  log: z.array(z.strictObject({ level, text })).max(10_000).default([]),
}

const done = z.strictObject({ outcome: z.literal('done'), summary: z.string(), session: z.json().optional(), ...both })
const failed = z.strictObject({
  outcome: z.literal('failed'),
  error: z.strictObject({
    kind: z.enum(FAILURES), message: z.string().min(1),
    retryAfterMs: z.int().min(0).transform(ms => Math.min(ms, LONGEST_WAIT_MS)).nullable().default(null),
  }),
  ...both,
})

/** The final reply, letter by letter. */
export const finalReply = z.discriminatedUnion('outcome', [done, failed]).transform((reply): Final => {
  const { usage, desk } = reply
  const rest = { ...usage !== undefined && { usage }, ...desk !== undefined && desk.length > 0 && { desk } }
  const log = reply.log.map(({ level, text }): LogEntry => ({ stream: 'stdout', level, text }))
  if (reply.outcome === 'failed') return { log, outcome: { kind: 'failed', error: reply.error, ...rest } }
  const summary = reply.summary.slice(0, LONGEST_SUMMARY).toWellFormed()
  return { log, outcome: { kind: 'done', summary, ...reply.session !== undefined && { session: reply.session }, ...rest } }
})
