// The server of the bench `live`, in a process of its own: does one deed for each line, and says which record it was and when it was committed.
import { createServer as createHttp, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { createPaperclip } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { openSqlite } from '@paperclip/store-sqlite'
import { keepers } from './stage.ts'

const [file = ''] = process.argv.slice(2)
const store = await openSqlite({ file, keepers })
const paperclip = createPaperclip({ store }), company = await paperclip.found({ slug: 'acme' })
const { token } = await company.keys.create({ name: 'bench', level: 'viewer' })
const app = await createServer({ paperclip, publicUrls: ['http://localhost'], limits: { streams: 100_000, requests: 100_000_000 } })
const ours = Number(new URL(await app.listen({ host: '127.0.0.1', port: 0 })).port)

/** A bare stream: whoever comes is told whatever happens, from memory. */
const listening = new Set<ServerResponse>()
const floor = createHttp((_, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
  listening.add(response)
  response.on('close', () => listening.delete(response))
})
await new Promise<void>(resolve => floor.listen(0, '127.0.0.1', resolve))
console.log(JSON.stringify({ ours, bare: (floor.address() as AddressInfo).port, token }))

const now = (): number => performance.timeOrigin + performance.now()
const PADDING = 'x'.repeat(600)
let seq = 0
for await (const line of createInterface({ input: process.stdin })) {
  if ((JSON.parse(line) as { where: 'ours' | 'bare' }).where === 'ours') {
    const { id } = await company.notes.write({ title: 'News', body: 'Something has happened.' })
    const at = now(), [record] = (await company.audit.list({ direction: 'down', limit: 1 })).rows
    if (record?.entityId !== id) throw new Error('Somebody else wrote.')
    console.log(JSON.stringify({ seq: record.seq, at }))
  } else {
    seq++
    const at = now()
    for (const one of listening) one.write(`event: record\nid: ${seq}\ndata: {"seq":${seq},"padding":"${PADDING}"}\n\n`)
    console.log(JSON.stringify({ seq, at }))
  }
}
for (const one of listening) one.end()
await app.close()
floor.close()
await store.close()
