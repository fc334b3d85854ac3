import { timingSafeEqual } from 'node:crypto'
import { DESK_VERBS, FAILURES, isPaperclipError, LOG_LEVELS, parse, usage, type DeskVerb, type LogEntry, type RunError, type UsageInput } from '@paperclip/core'
import { z } from 'zod'
import { microsOfDollars } from './dollars.ts'

/** What a process reported with a line. */
export type Report =
  | { type: 'usage'; usage: UsageInput }
  | { type: 'desk'; id: string | null; verb: DeskVerb; input: unknown }
  | { type: 'result'; summary: string; session: unknown; error: RunError | null }
  | { type: 'log'; level: LogEntry['level']; text: string }

/** How a line of output is taken: as a report, as plain text, as meant for another run, or as a report gone wrong. */
export type Understood = { kind: 'report'; report: Report } | { kind: 'text' } | { kind: 'foreign' } | { kind: 'wrong'; why: string }

/** What a line must hold, letter by letter, to be a report. */
export const REPORT_KEY = '"paperclip"'

const dollars = z.union([z.string(), z.number()]).transform((written, context): number => {
  const amount = microsOfDollars(written)
  if (amount !== null) return amount
  context.addIssue({ code: 'custom', message: 'must be an amount of dollars like "0.0123", not negative', input: written })
  return z.NEVER
})

const usageLine = z.strictObject({ type: z.literal('usage'), ...usage.shape, cost: z.int().min(0).nullable().optional(), costUsd: dollars.optional() })
  .refine(({ cost, costUsd }) => cost === undefined || costUsd === undefined, { message: 'give "cost" (micro-dollars) or "costUsd", not both', path: ['cost'] })
  .transform(({ type, cost, costUsd, ...rest }): Report => ({ type, usage: { ...rest, cost: cost ?? costUsd ?? null } }))

const deskLine = z.strictObject({
  type: z.literal('desk'), id: z.string().max(200).nullable().default(null),
  verb: z.enum(Object.keys(DESK_VERBS) as DeskVerb[]), input: z.record(z.string(), z.unknown()).default({}),
}).transform(({ type, id, verb, input }): Report => ({ type, id, verb, input }))

/** A year: what is longer may be no moment that a clock knows, and then the run could not be ended. */
const LONGEST_WAIT_MS = 366 * 86_400_000

const resultLine = z.strictObject({
  type: z.literal('result'), summary: z.string().default(''), session: z.json().optional(),
  error: z.strictObject({ kind: z.enum(FAILURES), message: z.string().default(''), retryAfterMs: z.int().min(0).transform(ms => Math.min(ms, LONGEST_WAIT_MS)).nullable().default(null) }).nullable().default(null),
}).transform(({ type, summary, session, error }): Report => ({ type, summary, session, error }))

const logLine = z.strictObject({ type: z.literal('log'), level: z.enum(LOG_LEVELS).default('info'), text: z.string() })
  .transform(({ type, level, text }): Report => ({ type, level, text }))

const LINES = { usage: usageLine, desk: deskLine, result: resultLine, log: logLine } as const
/** Never fails on what `JSON.parse` made of a text that begins with a brace. */
const envelope = z.looseObject({ paperclip: z.unknown().optional(), nonce: z.unknown().optional() })
const known = z.looseObject({ type: z.enum(Object.keys(LINES) as (keyof typeof LINES)[]) })

/** Reads a line of output. Only a JSON object with `"paperclip": 1` and this run's nonce is a report; a model's text that looks like one is not. */
export function understand(line: string, nonce: string): Understood {
  if (!line.trimStart().startsWith('{') || !line.includes(REPORT_KEY)) return { kind: 'text' }
  try {
    const value: unknown = JSON.parse(line)
    const { paperclip, nonce: given, ...fields } = envelope.parse(value)
    if (paperclip !== 1) return { kind: 'text' }
    if (!same(given, nonce)) return { kind: 'foreign' }
    const { type } = parse(known, fields, 'A report')
    return { kind: 'report', report: parse(LINES[type], fields, `A report of type "${type}"`) }
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'text' }
    // Anything else, such as a nesting too deep to check, is wrong as well.
    return { kind: 'wrong', why: isPaperclipError(error) ? error.message : `A report could not be read: ${String(error)}.` }
  }
}

function same(given: unknown, nonce: string): boolean {
  if (typeof given !== 'string') return false
  const [a, b] = [Buffer.from(given), Buffer.from(nonce)]
  return a.length === b.length && timingSafeEqual(a, b)
}
