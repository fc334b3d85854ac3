// Two processes on one PostgreSQL: one is killed in the middle of a run, and the other takes over. DATABASE_URL names an empty database.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, formatUsd } from '@paperclip/core'
import { pgbossScheduler } from '@paperclip/scheduler-pgboss'
import { openPostgres } from '@paperclip/store-postgres'

const url = process.env['DATABASE_URL'] ?? ''
const store = await openPostgres({ url, wall: 'waived' })                    // in earnest: a role that owns nothing, and ownerUrl
const paperclip = createPaperclip({ store, scheduler: pgbossScheduler({ url, ownerUrl: url }), adapters: [functionAdapter({ write: () => {} })] })
await paperclip.start()                                                      // lays out what the nodes need; this process then only gives work
await paperclip.stop()

const acme = await paperclip.found({ slug: 'acme' })
await acme.roles.set({ slug: 'writer' })
await acme.agents.hire({ slug: 'ada', role: 'writer', adapter: { kind: 'function', config: { function: 'write' } }, heartbeat: { cap: '$0.10' } })

/** Starts a process, and passes on what it says. */
function node(name: string): ChildProcess & { says(what: string): Promise<void> } {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'node.ts'), url, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', text => {
    process.stdout.write(text)
    said += text
  })
  return Object.assign(child, { async says(what: string) { while (!said.includes(what)) await once(child.stdout, 'data') } })
}

const one = node('one')
await one.says('ready')
await acme.tasks.create({ title: 'Write the report', assignee: 'ada' })
await one.says('works on')
const two = node('two')
await two.says('ready')
one.kill('SIGKILL')
console.log('one is killed')

console.log((await acme.tasks.finished('ACME-1')).result)
while ((await acme.runs.list({ where: { status: 'running' } })).rows.length > 0) await pause(50)          // the report is there; its run is about to end
two.kill('SIGTERM')
for (const run of (await acme.runs.list()).rows) console.log(`a run ${run.status === 'lost' ? `was lost; it may have cost ${formatUsd(run.spent)}` : run.status}`)
console.log(`the log of ${acme.slug} ${(await acme.audit.verify()).ok ? 'is whole' : 'was altered'}`)
await store.close()
/* prints
one is ready
one works on ACME-1
two is ready
one is killed
two works on ACME-1
Written on node two.
a run was lost; it may have cost $0.10
a run succeeded
the log of acme is whole
*/
