import { setTimeout as pause } from 'node:timers/promises'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, type Store } from '@paperclip/core'
import { openPostgres } from '@paperclip/store-postgres'
import { alternate } from './alternate.ts'
import { graphileJobs } from './graphile-jobs.ts'
import { median } from './median.ts'
import { installPeers } from './peers.ts'
import { dueBySql, restBySql, wakeBySql } from './pg-crowd.ts'
import { fund, populate, type Hired } from './populate.ts'
import { postgres } from './postgres.ts'
import { row, type Row, type Size } from './report.ts'
import { keepers } from './stage.ts'

const CONNECTIONS = 10
const BATCH = 100
const SIZES = {
  full: { companies: 20, agents: 1_000, starts: 100, wakes: 20, claiming: { pairs: 5, warmup: 1 }, starting: { pairs: 25, warmup: 5 } },
  small: { companies: 4, agents: 80, starts: 20, wakes: 5, claiming: { pairs: 3, warmup: 1 }, starting: { pairs: 3, warmup: 1 } },
}

/**
 * Dispatch beside that of graphile-worker, whose jobs do nothing, on one server: how many due alarms are claimed, how many agents get from due to their adapter's
 * start (lock, budget and audit in between), how many runs are whole, and how soon one agent that is woken starts. Both have ten connections.
 */
export async function bench(size: Size): Promise<Row[]> {
  installPeers()
  const { companies, agents, starts, wakes, claiming, starting } = SIZES[size]
  const server = await postgres(), database = await server.database('ours'), graphile = await graphileJobs((await server.database('graphile')).ownerUrl, CONNECTIONS)
  const store = await openPostgres({ ...database, connections: CONNECTIONS, keepers })
  const hired = await populate(store, functionAdapter({ work: () => 'Nothing.' }), { companies, agents })
  await fund(store)

  const claims = await alternate({
    async ours() {
      await dueBySql(database.unwalledUrl)
      return claimAll(store, agents)
    },
    floor: () => graphile.throughput(agents),
  }, claiming)
  await restBySql(database.unwalledUrl)

  const node = await aNode(store, starts)
  const started = await alternate({
    async ours() {
      const took = node.startsOf(starts)
      await wakeBySql(database.unwalledUrl, starts)
      node.look()
      return took
    },
    floor: () => graphile.throughput(starts),
  }, starting)
  const whole = median(node.runs.slice(-starting.pairs))
  const woken = { at: 0 }
  const late = await alternate({ ours: () => node.latencyOf(hired[woken.at++ % hired.length]), floor: () => graphile.latency() }, { pairs: wakes, warmup: 3 })
  await node.stop()
  await store.close()
  await graphile.close()
  await server.stop()
  const perSecond = (many: number, ms: number, unit: string): readonly [number, string] => [many / (ms / 1_000), unit]
  return [
    row('claims-vs-graphile', [1 / claims.ratio, 'x'], { atLeast: 3 }),
    row('starts-vs-graphile', [1 / started.ratio, 'x'], { atLeast: 0.5 }),
    row('latency-p50-ratio', [median(late.ours) / median(late.floor), 'x'], { atMost: 1 }),
    row('claims', perSecond(agents, median(claims.ours), 'claims/s')),
    row('starts', perSecond(starts, median(started.ours), 'starts/s')),
    row('runs', perSecond(starts, whole, 'runs/s')),
    row('graphile', perSecond(agents, median(claims.floor), 'jobs/s')),
    row('latency-p50', [median(late.ours), 'ms']),
    row('graphile-latency-p50', [median(late.floor), 'ms']),
  ]
}

/** Claims until nothing is due, as one node does. */
async function claimAll(store: Store, many: number): Promise<number> {
  const began = performance.now()
  for (let claimed = 0; claimed < many;) {
    const batch = await store.alarms.claim({ owner: 'bench', leaseMs: 600_000, limit: BATCH })
    if (batch.length === 0) throw new Error(`${claimed} of ${many} were claimed`)
    claimed += batch.length
  }
  return performance.now() - began
}

/** A node whose agents do nothing. */
async function aNode(store: Store, most: number) {
  const looks: (() => void)[] = []
  let began: () => void | Promise<void> = () => {}
  const ends: { left: number; resolve(): void } = { left: 0, resolve: () => {} }
  const watched: Store = {
    ...store,
    watch(changed) {
      looks.push(changed)
      return store.watch(changed)
    },
  }
  const paperclip = createPaperclip({ store: watched, adapters: [functionAdapter({ work: () => began() })], limits: { nodeRuns: most } })
  paperclip.on(event => {
    if (event.kind === 'record' && event.record.action === 'run.succeeded' && --ends.left === 0) ends.resolve()
  })
  await paperclip.start()
  const runs: number[] = []
  return {
    runs, look: () => looks.forEach(look => look()), stop: () => paperclip.stop(),
    /** Milliseconds from the first start of so many to the last, each at work until all are; resolves once all have ended, too. */
    async startsOf(many: number): Promise<number> {
      let first = 0, seen = 0, last = 0, allAtWork: () => void = () => {}
      const atWork = new Promise<void>(resolve => { allAtWork = resolve })
      began = () => {
        last = performance.now()
        if (seen++ === 0) first = last
        if (seen === many) allAtWork()
        return atWork
      }
      ends.left = many
      await new Promise<void>(resolve => { ends.resolve = resolve })
      if (seen !== many) throw new Error(`${seen} of ${many} agents started`)
      runs.push(performance.now() - first)
      return last - first
    },
    /** Milliseconds from asking for an agent to be woken to its adapter's start. */
    async latencyOf(one: Hired | undefined): Promise<number> {
      if (!one) throw new Error('There are too few agents.')
      const company = await paperclip.company(one.companyId), ended = new Promise<void>(resolve => Object.assign(ends, { left: 1, resolve }))
      const asked = performance.now(), started = new Promise<number>(resolve => { began = () => resolve(performance.now() - asked) })
      await company.agents.wake(one.agentId)
      const took = await started
      await ended
      await pause(1)
      return took
    },
  }
}
