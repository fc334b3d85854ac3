import { z } from 'zod'
import { parseUntold } from '../../domain/parse.ts'
import { FAILURES } from '../../domain/run.ts'
import { usage } from '../../domain/usage.ts'
import { plain } from '../../policy/plain.ts'
import { storableText } from '../../policy/storable-text.ts'
import type { Outcome } from '../../ports/adapter.ts'

const LONGEST_SUMMARY = 100_000
const LONGEST_MESSAGE = 20_000

/** Text of another program is taken as it can be kept, not refused: what it says of its work counts. */
const told = (most: number) => z.string().transform(text => storableText(text, most))

/** Data of another program's shape, as JSON. */
const data = z.unknown().transform((value, context) => {
  try {
    return plain(value)
  } catch {
    context.addIssue({ code: 'custom', message: 'cannot be kept as JSON: it refers to itself, or is nested too deeply' })
    return z.NEVER
  }
})

const rest = { usage: z.array(usage).optional(), desk: z.array(data).optional() }
const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), summary: told(LONGEST_SUMMARY), session: data.optional(), ...rest }),
  z.object({ kind: z.literal('failed'), error: z.object({ kind: z.enum(FAILURES), message: told(LONGEST_MESSAGE), retryAfterMs: z.int().min(0).nullable().default(null) }), ...rest }),
  z.object({ kind: z.literal('deferred'), until: z.date(), handle: data }),
])

/** Deeds as they came: each is looked at when it is to be done. */
type Read = Exclude<Outcome, { desk?: unknown }> | (Extract<Outcome, { desk?: unknown }> & { desk?: readonly unknown[] })

/** Reads what an adapter, or the other side of a deferred run, says came of it. Throws `invalid_input` for what is no outcome, without a word of it: it may hold the run's secrets. */
export const readOutcome = (given: unknown): Read => parseUntold(outcome, given, 'The outcome') as Read                   // the same shape, its deeds unread
