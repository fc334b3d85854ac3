import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, type CompanyHandle } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { median } from './median.ts'
import { populate } from './populate.ts'
import { folder, keepers } from './stage.ts'

setFlagsFromString('--expose_gc')
/** Collects garbage at once. */
const collect: () => void = runInNewContext('gc')

const PAIRS = 5
const adapter = functionAdapter({ work: () => 'Nothing.' })

/**
 * Bytes of heap that a resting agent holds in a node that started, after a collection: with so many agents, less with none. Both files are written first,
 * then nodes start on either in turn, and each lists all its agents once: what it kept of them would be found. Nothing is what is expected, since a node keeps
 * no row, no timer and no object of an agent that has nothing to do; what is measured then is what a heap differs by from one look to the next, so it may fall below zero.
 */
export async function heapPerAgent(agents: number): Promise<number> {
  const place = folder()
  const full = join(place.path, 'full.db'), empty = join(place.path, 'empty.db')
  for (const [file, many] of [[full, agents], [empty, 0]] as const) {
    const store = await openSqlite({ file, keepers })
    if (many > 0) await populate(store, adapter, { companies: 1, agents: many })
    else await createPaperclip({ store }).found({ slug: 'company-0' })
    await store.close()
  }
  const differences: number[] = []
  for (let pair = -1; pair < PAIRS; pair++) {                          // the first only warms up
    const none = await started(empty, 0), all = await started(full, agents)
    if (pair >= 0) differences.push(all - none)
  }
  place.remove()
  return median(differences) / agents
}

async function started(file: string, agents: number): Promise<number> {
  const store = await openSqlite({ file, keepers })
  const paperclip = createPaperclip({ store, adapters: [adapter] })
  await paperclip.start()
  const seen = await listed(await paperclip.company('company-0'))                // apart: a function that waits keeps its last page alive
  if (seen !== agents) throw new Error(`${seen} of ${agents} agents are there`)
  await pause(200)
  collect()
  await pause(0)
  collect()
  const { heapUsed } = process.memoryUsage()
  await paperclip.stop()
  await store.close()
  return heapUsed
}

async function listed(company: CompanyHandle): Promise<number> {
  let seen = 0
  for (let after: string | null = null, isMore = true; isMore;) {
    const page: { rows: readonly unknown[]; next: string | null } = await company.agents.list({ limit: 500, after })
    seen += page.rows.length
    after = page.next
    isMore = after !== null
  }
  return seen
}
