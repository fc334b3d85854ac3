import { DESK_VERBS, FAILURES, parseUntold, usage, type DeskVerb, type Outcome } from '@paperclip/core'
import { z } from 'zod'

const rest = {
  usage: z.array(usage).max(10_000).optional(),
  // The desk checks the input of a deed, so that what it refuses stands in the next brief.
  desk: z.array(z.strictObject({ verb: z.enum(Object.keys(DESK_VERBS) as DeskVerb[]), input: z.record(z.string(), z.unknown()).default({}) })).max(1_000).optional(),
}

/** What the other side of a run says came of it: in the words of a reply that an http agent gives at once. */
export const CALLED_BACK = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('done'), summary: z.string(), session: z.json().optional(), ...rest }),
  z.strictObject({ outcome: z.literal('failed'), error: z.strictObject({ kind: z.enum(FAILURES), message: z.string().min(1), retryAfterMs: z.int().min(0).nullable().default(null) }), ...rest }),
  z.strictObject({ outcome: z.literal('deferred'), until: z.iso.datetime({ offset: true }).describe('it goes on: until when it is waited for now') }),
])

/** Reads what was called back, or throws `invalid_input`, without a word of it: it may hold the run's secrets. */
export function outcomeIn(body: unknown): Outcome {
  const { outcome: _, ...said } = parseUntold(CALLED_BACK, body, 'The outcome')
  if ('until' in said) return { kind: 'deferred', until: new Date(said.until), handle: null }
  const { usage: spent, desk, ...what } = said
  const more = { ...spent && { usage: spent }, ...desk && { desk } }
  return 'error' in what ? { kind: 'failed', ...what, ...more } : { kind: 'done', ...what, ...more }
}
