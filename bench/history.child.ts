// The server of the bench `history`, in a process of its own, on the database file it is given: prints its port and a key, then writes a note for each line, so that no list is as it was.
import { createInterface } from 'node:readline'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { openSqlite } from '@paperclip/store-sqlite'

const [file = '', slug = ''] = process.argv.slice(2)
const store = await openSqlite({ file }), paperclip = createPaperclip({ store, adapters: [functionAdapter({ work: () => 'Nothing.' })] }), company = await paperclip.company(slug)
const { token } = await company.keys.create({ name: 'bench', level: 'owner' })
const app = await createServer({ paperclip, publicUrls: ['http://localhost'], limits: { requests: Number.MAX_SAFE_INTEGER } })
const port = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)
console.log(JSON.stringify({ port, token }))

for await (const line of createInterface({ input: process.stdin })) {
  await company.notes.write({ title: `News ${line}`, body: 'Something has happened.' })
  console.log(JSON.stringify({}))
}
await app.close()
await store.close()
