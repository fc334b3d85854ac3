// An agent behind an address that works for hours. The process that started its run stops meanwhile; another one takes the outcome in.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { httpAdapter } from '@paperclip/adapters/http'
import { createPaperclip, formatUsd, type CompanyHandle } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'

const token = 'a-token-that-only-the-agent-knows'
const remote = spawn(process.execPath, [join(import.meta.dirname, 'agent.mjs')], { env: { AGENT_TOKEN: token }, stdio: ['ignore', 'pipe', 'inherit'] })
const [port] = await once(remote.stdout.setEncoding('utf8'), 'data')
const folder = await mkdtemp(join(tmpdir(), 'paperclip-example-'))

/** One process of the company: opens the data, runs, and closes. */
async function asProcess(act: (acme: CompanyHandle) => Promise<void>): Promise<void> {
  const store = await openSqlite({ file: join(folder, 'company.db') })
  const paperclip = createPaperclip({ store, adapters: [httpAdapter({ allow: ['127.0.0.1'] })], limits: { pollEveryMs: 200, sweepMs: 200 } })
  const acme = (await paperclip.companies()).rows.length > 0 ? await paperclip.company('acme') : await paperclip.found({ slug: 'acme' })
  await act(acme)
  await paperclip.start()
  await heard(acme, /^run\.(defer|succeed)/)
  await paperclip.stop()
  await store.close()
}
const heard = (acme: CompanyHandle, action: RegExp) => new Promise<void>(resolve => acme.on(event => {
  if (event.kind === 'record' && action.test(event.record.action)) resolve()
}))

await asProcess(async acme => {
  await acme.secrets.set({ slug: 'scout-token', value: token })
  await acme.roles.set({ slug: 'researcher', secrets: ['scout-token'] })
  await acme.agents.hire({ slug: 'scout', role: 'researcher', adapter: { kind: 'http', config: { url: `http://127.0.0.1:${port}/runs`, token: { secret: 'scout-token' } } } })
  await acme.tasks.create({ title: 'What do people say about us?', assignee: 'scout' })
})
console.log('The run is deferred, and the process that began it is gone.')
remote.kill('SIGUSR2')
await asProcess(async acme => console.log(`Meanwhile ACME-1 is ${(await acme.tasks.get('ACME-1')).status}.`))

const store = await openSqlite({ file: join(folder, 'company.db') })
const acme = await createPaperclip({ store }).company('acme')
for (const run of (await acme.runs.list()).rows) console.log(`${run.status}: ${run.summary} It cost ${formatUsd(run.spent)}.`)
console.log(`ACME-1 is ${(await acme.tasks.get('ACME-1')).status}: ${(await acme.documents.read('ACME-1', 'report')).body.split('\n')[0]}`)
await store.close()
remote.kill()
await rm(folder, { recursive: true })
/* prints
The run is deferred, and the process that began it is gone.
Meanwhile ACME-1 is in_progress.
succeeded: Researched "What do people say about us?". It cost $0.04.
ACME-1 is done: # Findings
*/
