import { Cron } from 'croner'
import { z } from 'zod'
import { durationInput } from './duration.ts'
import { zone } from './zone.ts'

/** When an agent's slots fall: every so many milliseconds from its anchor, or by a cron pattern in a zone. */
export const schedule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('every'), everyMs: z.int().min(1_000) }),
  z.object({ kind: z.literal('cron'), cron: z.string(), zone: zone() }),
])
export type Schedule = z.infer<typeof schedule>

/** What happens to slots that passed while nobody could run them: one run, none, or up to `max` runs. */
export const catchUp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('once') }),
  z.object({ kind: z.literal('skip') }),
  z.object({ kind: z.literal('all'), max: z.int().min(1).max(1_000) }),
])
export type CatchUp = z.infer<typeof catchUp>

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time like "09:00"')

/** The hours in which an agent wakes by schedule: `from` up to `to` in a zone, on ISO weekdays (1 is Monday). */
export const activeHours = z.strictObject({
  from: clockTime,
  to: clockTime,
  days: z.array(z.int().min(1).max(7)).min(1).default([1, 2, 3, 4, 5, 6, 7]),
  zone: zone().default('UTC'),
}).refine(hours => hours.from < hours.to, { message: '"from" must be before "to"', path: ['from'] })
export type ActiveHours = z.infer<typeof activeHours>

export const catchUpInput = () => z.union([
  z.enum(['once', 'skip']).transform(kind => ({ kind })),
  z.strictObject({ all: z.int().min(1).max(1_000) }).transform(({ all }) => ({ kind: 'all' as const, max: all })),
  catchUp,
])

export const everyInput = () => durationInput(1_000)

/** A cron pattern that croner accepts and that has a next time. */
export const cronInput = () => z.string().max(200).superRefine((pattern, context) => {
  try {
    if (new Cron(pattern, { paused: true }).nextRun(new Date(0)) !== null) return
    context.addIssue({ code: 'custom', message: 'never falls due', input: pattern })
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is not a cron pattern like "0 9 * * 1-5": ${error instanceof Error ? error.message : String(error)}`, input: pattern })
  }
})
