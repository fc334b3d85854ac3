import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { functionAdapter } from '@paperclip/adapters/function'
import { pgbossScheduler } from '@paperclip/scheduler-pgboss'
import { openPostgres } from '@paperclip/store-postgres'
import { alternate } from './alternate.ts'
import { median } from './median.ts'
import { multiplyBySql, wakeBySql } from './pg-crowd.ts'
import { fund, populate } from './populate.ts'
import { pg, postgres, type Reached } from './postgres.ts'
import { row, type Row, type Size } from './report.ts'
import { keepers } from './stage.ts'

const NODES = [1, 2, 4] as const
const SIZES = {
  full: { companies: 100, agents: 1_000, times: 100, runs: 300, rounds: 2, growth: { pairs: 5, warmup: 3 } },
  small: { companies: 4, agents: 40, times: 10, runs: 20, rounds: 1, growth: { pairs: 2, warmup: 1 } },
}

/**
 * Runs per second of one, two and four processes that share a database of a hundred companies, and how much more a run costs on one process when there are
 * a hundred times as many agents. Who is due was made so beforehand; counted is from the first node's start until nobody is due or leased.
 */
export async function bench(size: Size): Promise<Row[]> {
  const { companies, agents, times, runs, rounds, growth } = SIZES[size]
  const server = await postgres(), few = await server.database('few')
  const store = await openPostgres({ ...few, keepers })
  await populate(store, functionAdapter({ work: () => 'Nothing.' }), { companies, agents })
  await fund(store)
  await store.close()
  const engine = pgbossScheduler({ url: few.url, ownerUrl: few.ownerUrl })
  await engine.start({ claim: async () => [], nextDue: async () => null, watch: () => () => {}, failed: () => {} })
  await engine.stop({ drainMs: 1 })
  const many = await server.database('many', 'few')
  await multiplyBySql(many.unwalledUrl, times)

  const nodes = await Promise.all(Array.from({ length: Math.max(...NODES) }, () => Node.start(few.url)))
  const perSecond = new Map<number, number[]>(NODES.map(count => [count, []]))
  for (let round = 0; round < rounds; round++) {
    for (const count of NODES) perSecond.get(count)?.push(runs / (await work(nodes.slice(0, count), few, runs) / 1_000))
  }
  const first = nodes[0], apart = await Node.start(many.url)
  if (!first) throw new Error('There is no node.')
  const grown = await alternate({ ours: () => work([apart], many, runs), floor: () => work([first], few, runs) }, growth)
  await Promise.all([apart, ...nodes].map(node => node.end()))
  await server.stop()
  const rate = (count: number) => median(perSecond.get(count) ?? [])
  return [
    row('growth', [grown.ratio, 'x'], { atMost: 1.3 }),
    ...NODES.map(count => row(`runs-${count}`, [rate(count), 'runs/s'])),
    row('gain-2', [rate(2) / rate(1), 'x']),
    row('gain-4', [rate(4) / rate(1), 'x']),
    row('cost-few', [median(grown.floor) / runs, 'ms/run']),
    row('cost-many', [median(grown.ours) / runs, 'ms/run']),
  ]
}

/** Whether anybody is due or leased, found in the index: asked every 20 ms, a look through the whole table costs more among many agents than the runs do. */
const IN_WORK = 'select 1 from alarms where coalesce(lease_until, due_at) is not null order by coalesce(lease_until, due_at) limit 1'

/** Has these nodes do so many runs; milliseconds until nobody is due or leased any more. */
async function work(nodes: readonly Node[], { unwalledUrl }: Reached, runs: number): Promise<number> {
  await wakeBySql(unwalledUrl, runs)
  const client = new pg.Client({ connectionString: unwalledUrl })
  await client.connect()
  const began = performance.now()
  await Promise.all(nodes.map(node => node.told('go')))
  while ((await client.query(IN_WORK)).rowCount) await pause(20)
  const took = performance.now() - began
  await client.end()
  await Promise.all(nodes.map(node => node.told('halt')))
  return took
}

/** A process of its own. */
class Node {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: Interface

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child
    this.#lines = createInterface({ input: child.stdout })
  }

  static async start(url: string): Promise<Node> {
    const node = new Node(spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('node.child.ts', import.meta.url)), url], { stdio: ['pipe', 'pipe', 'inherit'] }))
    await once(node.#lines, 'line')
    return node
  }

  async told(word: 'go' | 'halt'): Promise<void> {
    const done = once(this.#lines, 'line')
    this.#child.stdin.write(`${word}\n`)
    await done
  }

  async end(): Promise<void> {
    const over = once(this.#child, 'close')
    this.#child.stdin.end()
    await over
  }
}
