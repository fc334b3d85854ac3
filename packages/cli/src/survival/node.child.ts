// One node of a company, to be killed: it runs until it is ended, on the database file it is given.
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { SHORT_LEASES } from './short-leases.ts'

const store = await openSqlite({ file: process.argv[2] ?? '' })
const paperclip = createPaperclip({ store, adapters: [processAdapter()], limits: SHORT_LEASES })
const acme = await paperclip.company('acme')
acme.on(event => {
  if (event.kind === 'log' && event.entry.stream === 'stdout') console.log(`agent:${event.entry.text}`)
})
await paperclip.start()
