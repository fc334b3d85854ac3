import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, type Store } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { heapPerAgent } from './heap.ts'
import { median, quantile } from './median.ts'
import { arm, populate } from './populate.ts'
import { rawLateness, slicesOf } from './raw-lateness.ts'
import { recording } from './recorder.ts'
import { row, type Row } from './report.ts'
import { folder, keepers } from './stage.ts'

const COMPANIES = 10
const BEATS_PER_SECOND = 100
/** What is said of lateness is the median over so many slices: one hiccup of a shared disk is not taken for the house. */
const SLICES = 5
const SLICE_SECONDS = 3
const SECONDS = SLICES * SLICE_SECONDS
const IDLE_SECONDS = 20
/** Between arming and the first beat that falls due, for the process to come to rest. */
const LEAD_MS = 2_000

/** How late agents start, on the timer of one process and a SQLite file, counted from when they fall due; and what they cost while they have nothing to do. */
export async function bench(): Promise<Row[]> {
  const idle = await idling(10_000)
  const heap = await heapPerAgent(10_000)
  const ten = await lateness(10_000), fifty = await lateness(50_000)
  const floor = await rawLateness({ perSecond: BEATS_PER_SECOND, slices: SLICES, sliceSeconds: SLICE_SECONDS })
  return [
    row('lateness-p99-10k', [latest(ten.late), 'ms'], { atMost: 15 }),
    row('lateness-p50-10k', [quantile(ten.late, 0.5), 'ms']),
    row('beats-10k', [ten.late.length / ten.seconds, 'beats/s']),
    row('cpu-10k', [ten.cpu, 'cores']),
    row('lateness-p99-50k', [latest(fifty.late), 'ms'], { atMost: 30 }),
    row('lateness-p50-50k', [quantile(fifty.late, 0.5), 'ms']),
    row('lateness-p99-floor', [floor, 'ms']),
    row('cpu-idle-10k', [idle.cpu, 'cores'], { atMost: 0.01 }),
    row('writes-idle', [idle.writes, 'commits'], { exactly: 0 }),
    row('adapter-starts-idle', [idle.starts, 'runs'], { exactly: 0 }),
    row('heap-per-agent', [heap, 'bytes'], { atMost: 256 }),
  ]
}

/** The 99th percentile of how late they were, as the median over slices. */
const latest = (late: readonly number[]): number => median(slicesOf(late, SLICES).map(slice => quantile(slice, 0.99)))

async function lateness(agents: number): Promise<{ late: number[]; seconds: number; cpu: number }> {
  return onFile(async ({ store }) => {
    const due = new Map<string, number>(), late: number[] = []
    const adapter = functionAdapter({
      work: ({ brief }) => {
        late.push(Date.now() - (due.get(brief.agent.id) ?? Number.NaN))
        return 'Done.'
      },
    })
    const hired = await populate(store, adapter, { companies: COMPANIES, agents })
    const many = BEATS_PER_SECOND * SECONDS, step = Math.floor(hired.length / many)
    const first = Date.now() + LEAD_MS + many
    const armed = Array.from({ length: many }, (_, n) => hired[n * step]).flatMap((one, n) => (one ? [{ ...one, dueAt: new Date(first + (n * 1_000) / BEATS_PER_SECOND) }] : []))
    for (const { agentId, dueAt } of armed) due.set(agentId, dueAt.getTime())
    await arm(store, armed)
    const paperclip = createPaperclip({ store, adapters: [adapter] })
    await paperclip.start()
    await pause(Math.max(first - Date.now(), 0))
    const began = { at: performance.now(), cpu: process.cpuUsage() }
    while (late.length < armed.length && performance.now() - began.at < SECONDS * 4_000) await pause(100)
    const seconds = (performance.now() - began.at) / 1_000
    const { user, system } = process.cpuUsage(began.cpu)
    await paperclip.stop()
    return { late: [...late, ...Array.from({ length: armed.length - late.length }, () => Number.POSITIVE_INFINITY)], seconds, cpu: (user + system) / 1_000_000 / seconds }
  })
}

async function idling(agents: number): Promise<{ cpu: number; writes: number; starts: number }> {
  return onFile(async ({ store, commits }) => {
    let starts = 0
    const adapter = functionAdapter({ work: () => void starts++ })
    await populate(store, adapter, { companies: COMPANIES, agents })
    const paperclip = createPaperclip({ store, adapters: [adapter] })
    await paperclip.start()
    await pause(LEAD_MS)
    commits()
    const began = { at: performance.now(), cpu: process.cpuUsage() }
    await pause(IDLE_SECONDS * 1_000)
    const { user, system } = process.cpuUsage(began.cpu)
    const cpu = (user + system) / 1_000 / (performance.now() - began.at)
    const writes = commits()
    await paperclip.stop()
    return { cpu, writes, starts }
  })
}

interface Opened { store: Store; /** Commits since this was last asked. */ commits(): number }

async function onFile<T>(act: (opened: Opened) => Promise<T>): Promise<T> {
  const place = folder(), { connect, calls } = recording()
  const store = await openSqlite({ file: join(place.path, 'paperclip.db'), connect, keepers })
  const sweep = setInterval(() => calls.splice(0, calls.length - 1), 1_000)           // what was noted is counted only while nothing happens
  const commits = () => calls.splice(0).filter(({ sql }) => sql === 'commit').length
  try {
    return await act({ store, commits })
  } finally {
    clearInterval(sweep)
    await store.close()
    place.remove()
  }
}
