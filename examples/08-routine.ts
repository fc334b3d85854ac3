// A routine: every weekday at nine it asks for the report. While one is open it asks for no other; a signal from outside asks too.
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, memoryStore } from '@paperclip/core'
import { FakeClock } from '@paperclip/core/testing'

const clock = new FakeClock('2026-01-08T12:00:00Z')                         // a Thursday
const agents = functionAdapter({
  async report({ brief, desk }) {
    if (!brief.focus) return
    const weekday = new Date(brief.now).toLocaleDateString('en-GB', { weekday: 'long', timeZone: 'UTC' })
    console.log(`${weekday} ${brief.now.slice(11, 16)} Ann works on ${brief.focus.identifier}, ${brief.focus.title}`)
    await desk.finish({ task: brief.focus.identifier, result: `The report of ${weekday}.` })
  },
})
const paperclip = createPaperclip({ store: memoryStore({ clock }), adapters: [agents], clock })
const acme = await paperclip.found({ slug: 'acme' })
await acme.roles.set({ slug: 'analyst' })
await acme.agents.hire({ slug: 'ann', role: 'analyst', adapter: { kind: 'function', config: { function: 'report' } } })
await acme.routines.set({ slug: 'daily-report', title: 'Daily report', assignee: 'ann', cron: '0 9 * * 1-5', zone: 'Europe/Berlin', signal: 'sales-closed' })
console.log(`Due next: ${(await acme.routines.nextDue('daily-report'))?.toISOString()}`)
await paperclip.start()

const DAY = 86_400_000
await clock.advance(4 * DAY)                                                // Friday; nothing at the weekend; Monday
console.log(`By Monday noon there are ${(await acme.tasks.list()).rows.length} reports.`)

await acme.agents.hold('ann', 'On holiday.')
await clock.advance(3 * DAY)
const { skipped } = await acme.routines.get('daily-report')
console.log(`Three days on hold: one report waits, ${skipped} were not asked for.`)
await acme.agents.resume('ann')
await clock.advance(1_000)

await acme.signals.send({ to: 'ann', source: 'sales-closed', payload: { quarter: 'Q4' } })
await clock.advance(1_000)
const { task } = await acme.routines.trigger('daily-report', { note: 'Once more, please.' })
console.log(`By hand: ${task?.identifier}, ${task?.description}`)
await clock.advance(1_000)
await paperclip.stop()
/* prints
Due next: 2026-01-09T08:00:00.000Z
Friday 08:00 Ann works on ACME-1, Daily report
Monday 08:00 Ann works on ACME-2, Daily report
By Monday noon there are 2 reports.
Three days on hold: one report waits, 2 were not asked for.
Thursday 12:00 Ann works on ACME-3, Daily report
Thursday 12:00 Ann works on ACME-4, Daily report
By hand: ACME-5, Once more, please.
Thursday 12:00 Ann works on ACME-5, Daily report
*/
