// A server on the database file it is given, to be killed: it tells webhooks what others write.
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { serve } from '../serve.ts'

const store = await openSqlite({ file: process.argv[2] ?? '' })
const paperclip = createPaperclip({ store, limits: { leaseMs: 2_000, selfAbortMs: 1_000, renewEveryMs: 500 } })
await serve({ paperclip, port: 0, webhooks: { allow: ['127.0.0.1'] } })
