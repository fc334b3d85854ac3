import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip, type Store } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { openSqlite } from '@paperclip/store-sqlite'
import { recording } from './recorder.ts'
import { row, type Row, type Size } from './report.ts'
import { served } from './served-process.ts'
import { folder, keepers } from './stage.ts'

const AGENTS = 1_000
/** How often the system counts in a second what a process computes (`USER_HZ`). */
const TICKS = 100

/**
 * What an installation of a thousand agents with an hourly heartbeat costs while none of them has anything to do: statements of its database (counted in this process), and processor
 * time and memory of `paperclipai start` in one of its own. Needs `npm run build`, and Linux, which says what a process takes.
 */
export async function bench(size: Size): Promise<Row[]> {
  const place = folder(), file = join(place.path, 'paperclip.db'), seconds = size === 'full' ? 60 : 3
  const store = await openSqlite({ file, keepers })
  await staff(store, size === 'full' ? AGENTS : 20)
  await store.close()
  const statements = await statementsOf(file, seconds)
  const process = await served(place.path)
  await pause(5_000)                                                        // it comes to rest
  const before = cpuOf(process.pid), began = performance.now()
  await pause(seconds * 1_000)
  const cpu = (cpuOf(process.pid) - before) / ((performance.now() - began) / 1_000), rss = rssOf(process.pid)
  await process.end()
  place.remove()
  return [row('statements-per-s', [statements, 'statements/s'], { atMost: 5 }), row('cpu', [cpu, 'cores'], { atMost: 0.01 }), row('rss-mb', [rss, 'MB'], { atMost: 150 })]
}

async function staff(store: Store, many: number): Promise<void> {
  const company = await createPaperclip({ store, adapters: [processAdapter()] }).found({ slug: 'acme' })
  await company.roles.set({ slug: 'worker' })
  for (let n = 0; n < many; n++) await company.agents.hire({ slug: `agent-${n}`, role: 'worker', adapter: { kind: 'process', config: { command: ['true'] } }, heartbeat: { every: '1h' } })
}

async function statementsOf(file: string, seconds: number): Promise<number> {
  const { connect, calls } = recording(), store = await openSqlite({ file, connect, keepers })
  const paperclip = createPaperclip({ store, adapters: [processAdapter()] }), app = await createServer({ paperclip, publicUrls: ['http://localhost'] })
  await app.listen({ host: '127.0.0.1', port: 0 })
  await paperclip.start()
  await pause(5_000)
  calls.splice(0)
  await pause(seconds * 1_000)
  const many = calls.length
  await app.close()
  await paperclip.stop()
  await store.close()
  return many / seconds
}

/** Seconds of processor time that a process has taken. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}

const rssOf = (pid: number): number => Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) * 1_024 / 1e6
