// An agent that is a Python program, on a database file that outlives this process.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip, formatUsd } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'

const folder = await mkdtemp(join(tmpdir(), 'paperclip-example-'))
const store = await openSqlite({ file: join(folder, 'company.db') })
const paperclip = createPaperclip({ store, adapters: [processAdapter()] })
const acme = await paperclip.found({ slug: 'acme' })
await acme.roles.set({ slug: 'counter' })
await acme.agents.hire({
  slug: 'monty', role: 'counter',
  adapter: { kind: 'process', config: { command: ['python3', join(import.meta.dirname, 'agent.py')] } },
})
await paperclip.start()
const ended = new Promise<void>(resolve => acme.on(event => {
  if (event.kind === 'record' && event.record.action.startsWith('run.') && event.record.after?.['endedAt']) resolve()
}))
await acme.tasks.create({ title: 'Count the words', description: 'the quick brown fox jumps', assignee: 'monty' })
await ended
const { rows: [run] } = await acme.runs.list()
if (run) {
  console.log(`${run.status}: ${run.summary} It cost ${formatUsd(run.spent)}.`)
  console.log(`ACME-1: ${(await acme.tasks.get('ACME-1')).result}`)
  for (const { stream, text } of (await acme.runs.log(run.id)).rows) if (stream === 'stdout') console.log(`  ${stream}: ${text}`)
}
console.log(`The audit log verifies: ${(await acme.audit.verify()).ok}`)
await paperclip.stop()
await store.close()
await rm(folder, { recursive: true })
/* prints
succeeded: Counted 5 words in Python. It cost $0.0004.
ACME-1: 5 words
  stdout: any other line is kept as log text
The audit log verifies: true
*/
