// A node of the bench `nodes`: "go" and "halt" come a line at a time, and are answered when they are done.
import { createInterface } from 'node:readline'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, type Paperclip } from '@paperclip/core'
import { pgbossScheduler } from '@paperclip/scheduler-pgboss'
import { openPostgres } from '@paperclip/store-postgres'
import { keepers } from './stage.ts'

const [url = ''] = process.argv.slice(2)
const store = await openPostgres({ url, keepers })
let node: Paperclip | undefined
console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'go') {
    node = createPaperclip({ store, scheduler: pgbossScheduler({ url, concurrency: 16 }), adapters: [functionAdapter({ work: () => 'Nothing.' })] })
    await node.start()
  } else await node?.stop()
  console.log(line)
}
await store.close()
