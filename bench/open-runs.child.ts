import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { keepers } from './stage.ts'

/** Begins so many runs that do not end, says so, and waits to be killed. */
const [file = '', many = '0'] = process.argv.slice(2)
const store = await openSqlite({ file, keepers })
let begun = 0
const paperclip = createPaperclip({
  store, limits: { nodeRuns: Number(many) },
  adapters: [functionAdapter({ work: () => new Promise(() => { if (++begun === Number(many)) console.log('open') }) })],
})
const { rows } = await paperclip.companies()
await paperclip.start()
await Promise.all(rows.map(async ({ id }) => {
  const company = await paperclip.company(id)
  const page = await company.agents.list({ limit: Math.ceil(Number(many) / rows.length) })
  await Promise.all(page.rows.map(agent => company.agents.wake(agent.id)))
}))
