// One node of the company: as many of these as you like, on as many machines, each with the same database.
import { setTimeout as pause } from 'node:timers/promises'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip } from '@paperclip/core'
import { pgbossScheduler } from '@paperclip/scheduler-pgboss'
import { openPostgres } from '@paperclip/store-postgres'

const [url = '', name = ''] = process.argv.slice(2)
const agents = functionAdapter({
  async write({ brief: { focus }, desk }) {
    console.log(`${name} works on ${focus?.identifier}`)
    await pause(name === 'one' ? 3_600_000 : 10)
    await desk.finish({ task: focus?.id ?? '', result: `Written on node ${name}.` })
  },
})
const paperclip = createPaperclip({
  store: await openPostgres({ url, wall: 'waived' }),
  scheduler: pgbossScheduler({ url, sweepMs: 500 }),
  adapters: [agents],
  limits: { leaseMs: 1_500, selfAbortMs: 1_000, renewEveryMs: 500, backoffFirstMs: 100 },       // short, so that you need not wait for minutes
})
await paperclip.start()
console.log(`${name} is ready`)
