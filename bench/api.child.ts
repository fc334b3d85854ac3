// The server of the benches `api`, `overload` and `flood`, in a process of its own: prints its ports, a key, and one of another company, then does what is asked a line at a time.
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { functionAdapter } from '@paperclip/adapters/function'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { openSqlite } from '@paperclip/store-sqlite'
import fastify from 'fastify'
import { populate } from './populate.ts'
import { keepers } from './stage.ts'

const POLL_MS = 20

const [file = '', agents = '1000', burners = '0'] = process.argv.slice(2)
const adapter = functionAdapter({ work: () => 'Nothing.' })
const store = await openSqlite({ file, keepers })
await populate(store, adapter, { companies: 1, agents: Number(agents) })
const paperclip = createPaperclip({ store, adapters: [adapter, processAdapter()] }), company = await paperclip.company('company-0')
const { token } = await company.keys.create({ name: 'bench', level: 'operator' })
const app = await createServer({ paperclip, publicUrls: ['http://localhost'], limits: { requests: Number.MAX_SAFE_INTEGER } })
const ours = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)

const others = await paperclip.found({ slug: 'others', maxRuns: 100 }), { token: theirs } = await others.keys.create({ name: 'bench', level: 'operator' }), slugs = Array.from({ length: Number(burners) }, (_, n) => `burner-${n}`)
await others.roles.set({ slug: 'worker' })
for (const slug of slugs) await others.agents.hire({ slug, role: 'worker', adapter: { kind: 'process', config: { command: [process.execPath, '-e', 'for (;;) {}'], graceMs: 0 } } })
if (slugs.length > 0) await paperclip.start()

const floor = fastify()
let page = ''
floor.get('/page', (_, reply) => reply.type('application/json; charset=utf-8').send(page))
const bare = Number(new URL(await floor.listen({ host: '127.0.0.1', port: 0 })).port)
console.log(JSON.stringify({ ours, bare, token, theirs }))

let told = 0
for await (const line of createInterface({ input: process.stdin })) {
  const { page: given, create, burn } = JSON.parse(line) as { page?: string; create?: { many: number; atOnce: number }; burn?: 'on' | 'off' }
  const began = performance.now()
  if (given !== undefined) page = given
  if (burn) await burning(burn)
  if (create) {
    let left = create.many
    await Promise.all(Array.from({ length: create.atOnce }, async () => {
      while (left-- > 0) await company.tasks.create({ title: `Task ${++told}` })
    }))
  }
  console.log(JSON.stringify({ ms: performance.now() - began }))
}
await paperclip.stop()
await app.close()
await floor.close()
await store.close()

/** Lets the agents of the other company compute, or ends their runs; comes back when they do, or have ended. */
async function burning(burn: 'on' | 'off'): Promise<void> {
  if (burn === 'on') await Promise.all(slugs.map(slug => others.agents.wake(slug)))
  else await Promise.all((await runs()).map(({ id }) => others.runs.cancel(id)))
  while ((await runs()).length !== (burn === 'on' ? slugs.length : 0)) await pause(POLL_MS)
}

async function runs() {
  return (await others.runs.list({ where: { status: 'running' } })).rows
}
