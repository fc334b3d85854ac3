import { join } from 'node:path'
import { openSqlite } from '@paperclip/store-sqlite'
import { aiCycles } from './ai-cycle.ts'
import { alternate } from './alternate.ts'
import { langgraphCycles } from './langgraph-cycle.ts'
import { median } from './median.ts'
import { buildSqlite, installPeers } from './peers.ts'
import { row, type Row } from './report.ts'
import { folder, keepers, stage } from './stage.ts'

const FLIGHT = 64
const SLICES = { pairs: 11, warmup: 3 }

/**
 * One step of work that survives a crash, 64 at a time, over the nearest that others do. Nobody thinks: what is left is what the machinery costs.
 *
 * Ours: an agent that is due is claimed, its run begins, it is told its brief, it takes its task, hands it in, and its run is settled. Kept: the lease, the run
 * with the money that was reserved and released, the checkout, the task's end, the inbox and the alarm, and a chained audit record of each change, in four
 * transactions and the claim. The tasks were given before the clock starts; `vs-langgraph-sqlite-given` counts that too.
 * Theirs: `langgraph-cycle.ts` and `ai-cycle.ts` say what each keeps. Every file is SQLite in WAL mode with `synchronous = full`.
 */
export async function bench(): Promise<Row[]> {
  installPeers()
  buildSqlite()
  const place = folder()
  const store = await openSqlite({ file: join(place.path, 'ours.db'), keepers })
  const { agents, company, paperclip, claimAll } = await stage(store, FLIGHT, async ({ brief, desk }) => {
    const task = brief.focus?.identifier ?? ''
    await desk.take({ task })
    await desk.finish({ task, result: 'Done.' })
  })
  const given: number[] = []
  let done = 0
  const ours = async () => {
    const began = performance.now()
    await Promise.all(agents.map(slug => company.tasks.create({ title: 'A step', assignee: slug })))
    const stepping = performance.now()
    const beats = await claimAll()
    await Promise.all(beats.map(beat => beat.perform()))
    const ended = performance.now()
    given.push(stepping - began)
    done += FLIGHT
    const { status } = await company.tasks.get(`BENCH-${done}`)
    if (beats.length !== FLIGHT || status !== 'done') throw new Error(`${beats.length} of ${FLIGHT} agents were claimed, and the last task is ${status}.`)
    return ended - stepping
  }
  const langgraph = await langgraphCycles(join(place.path, 'langgraph.db')), ai = await aiCycles()
  const durable = await alternate({ ours, floor: timed(() => langgraph.run(FLIGHT)) }, SLICES)
  const giving = given.slice(-SLICES.pairs)
  const fleeting = await alternate({ ours, floor: timed(() => ai(FLIGHT)) }, SLICES)
  await paperclip.stop()
  await store.close()
  langgraph.close()
  place.remove()
  const each = (took: readonly number[]): readonly [number, string] => [median(took) / FLIGHT, 'ms/step']
  return [
    row('vs-langgraph-sqlite', [durable.ratio, 'x'], { atMost: 1 }),
    row('vs-langgraph-sqlite-given', [median(durable.ours.map((took, n) => (took + (giving[n] ?? 0)) / (durable.floor[n] ?? 0))), 'x']),
    row('vs-ai', [fleeting.ratio, 'x']),
    row('ours', each(durable.ours)),
    row('ours-giving-a-task', each(giving)),
    row('langgraph-sqlite', each(durable.floor)),
    row('ai', each(fleeting.floor)),
  ]
}

const timed = (act: () => Promise<void>) => async () => {
  const began = performance.now()
  await act()
  return performance.now() - began
}
