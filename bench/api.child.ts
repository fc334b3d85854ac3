// The server of the bench `api`, in a process of its own: prints its ports and a key, then does what is asked a line at a time.
import { createInterface } from 'node:readline'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { openSqlite } from '@paperclip/store-sqlite'
import fastify from 'fastify'
import { populate } from './populate.ts'
import { keepers } from './stage.ts'

const [file = '', agents = '1000'] = process.argv.slice(2)
const adapter = functionAdapter({ work: () => 'Nothing.' })
const store = await openSqlite({ file, keepers })
await populate(store, adapter, { companies: 1, agents: Number(agents) })
const paperclip = createPaperclip({ store, adapters: [adapter] }), company = await paperclip.company('company-0')
const { token } = await company.keys.create({ name: 'bench', level: 'operator' })
const app = await createServer({ paperclip, publicUrls: ['http://localhost'], limits: { requests: Number.MAX_SAFE_INTEGER } })
const ours = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)

const floor = fastify()
let page = ''
floor.get('/page', (_, reply) => reply.type('application/json; charset=utf-8').send(page))
const bare = Number(new URL(await floor.listen({ host: '127.0.0.1', port: 0 })).port)
console.log(JSON.stringify({ ours, bare, token }))

let told = 0
for await (const line of createInterface({ input: process.stdin })) {
  const { page: given, create } = JSON.parse(line) as { page?: string; create?: { many: number; atOnce: number } }
  const began = performance.now()
  if (given !== undefined) page = given
  if (create) {
    let left = create.many
    await Promise.all(Array.from({ length: create.atOnce }, async () => {
      while (left-- > 0) await company.tasks.create({ title: `Task ${++told}` })
    }))
  }
  console.log(JSON.stringify({ ms: performance.now() - began }))
}
await app.close()
await floor.close()
await store.close()
