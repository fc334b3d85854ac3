import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { row, type Row } from './report.ts'
import { median } from './median.ts'
import { populate } from './populate.ts'
import { folder, keepers } from './stage.ts'

const AGENTS = 10_000
const COMPANIES = 10
const OPEN_RUNS = 1_000
const TIMES = 5

/**
 * How long an installation takes to be of use again after kill -9 in the midst of a thousand runs: from opening its file until the adapter of an agent
 * that none of them concerns has started for a wake. The leases of the dead process are still in force, as they would be.
 */
export async function bench(): Promise<Row[]> {
  const place = folder(), file = join(place.path, 'paperclip.db')
  const store = await openSqlite({ file, keepers })
  const hired = await populate(store, functionAdapter({ work: () => 'Done.' }), { companies: COMPANIES, agents: AGENTS })
  await store.close()
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('open-runs.child.ts', import.meta.url)), file, String(OPEN_RUNS)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'close')
  const took: number[] = []
  let openRuns = 0
  for (let time = 0; time < TIMES; time++) {
    const unaffected = hired[hired.length - 1 - time]
    if (!unaffected) throw new Error('There are too few agents.')
    const { ms, running } = await wakeOne(file, unaffected)
    took.push(ms)
    openRuns = Math.max(openRuns, running)
  }
  place.remove()
  return [
    row('ready-ms', [median(took), 'ms'], { atMost: 2_000 }),
    row('ready-first-ms', [took[0] ?? Number.NaN, 'ms']),
    row('open-runs', [openRuns, 'runs']),
  ]
}

async function wakeOne(file: string, { companyId, agentId }: { companyId: string; agentId: string }): Promise<{ ms: number; running: number }> {
  const began = performance.now()
  const store = await openSqlite({ file, keepers })
  let started: (ms: number) => void = () => {}
  const first = new Promise<number>(resolve => { started = resolve })
  const paperclip = createPaperclip({ store, adapters: [functionAdapter({ work: () => started(performance.now() - began) })] })
  await paperclip.start()
  const company = await paperclip.company(companyId)
  await company.agents.wake(agentId)
  const ms = await first
  let running = 0
  for (const { id } of (await paperclip.companies()).rows) {
    for (let after: string | null = null, isMore = true; isMore;) {
      const page: { rows: unknown[]; next: string | null } = await (await paperclip.company(id)).runs.list({ where: { status: 'running' }, by: 'startedAt', limit: 500, after })
      running += page.rows.length
      after = page.next
      isMore = after !== null
    }
  }
  await paperclip.stop()
  await store.close()
  return { ms, running }
}
