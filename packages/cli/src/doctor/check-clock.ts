import type { Paperclip } from '@paperclip/core'
import { everyRow } from '../data/every-row.ts'
import type { Io } from '../io.ts'
import { ok, warn, type Check } from './check.ts'

/** Clocks that agree as well as this do no harm. */
const APART_MS = 5_000

/** Whether anything was written later than it is by now: then this machine's clock is behind, or the one that wrote it was ahead. */
export async function checkClock(paperclip: Paperclip, { clock }: Pick<Io, 'clock'>): Promise<Check> {
  const companies = await everyRow(after => paperclip.companies({ after })), now = clock.now()
  const newest = await Promise.all(companies.map(async ({ id }) => (await (await paperclip.company(id)).audit.list({ direction: 'down', limit: 1 })).rows[0]?.at.getTime() ?? 0))
  const last = new Date(Math.max(0, ...newest))
  if (last.getTime() <= now.getTime() + APART_MS) return ok('clock', now.toISOString())
  return warn('clock', `It is ${now.toISOString()} here, and something was written at ${last.toISOString()}.`, 'Let NTP set the clock: schedules, budgets and leases go by it.')
}
