import type { Beat, Work } from '../ports/scheduler.ts'
import type { Claim, Lease } from '../ports/store.ts'
import { ClockWatch } from './clock/clock-watch.ts'
import { followClock } from './clock/follow-clock.ts'
import { Beginnings } from './runs/beginnings.ts'
import { carry, type Ending } from './runs/carry.ts'
import { conclude } from './runs/conclude.ts'
import { keepLease, type LeaseKeeper } from './runs/keep-lease.ts'
import { fireDue } from './routines/fire-routine.ts'
import { rescue } from './runs/rescue.ts'
import { settle } from './runs/settle.ts'
import { tend } from './runs/tend.ts'
import { factsOfRun } from './tracing.ts'
import type { Deps } from './work.ts'

/*
 * The heartbeat of a company, from the alarm that falls due to the next one.
 *
 *   claim     the store leases due alarms to this node: nobody else has them now
 *   begin     in one transaction with others of its company that begin in the same moment: is there work, may it, what about, with how much money; the run is written
 *   work      outside any transaction: the adapter thinks; its spend is written through, its desk verbs are done
 *   settle    in one transaction: money posted, run ended, inbox moved on, next alarm set
 *   announce  after each commit, listeners hear the records (see `transact`)
 *
 * Every write after the claim carries its fence. Whoever holds an older one finds that out, and stops.
 */

/** What a scheduler drives: claims for this node, each of which beats once. A routine that falls due has an alarm of its own: it creates its task, and somebody wakes for that. */
export function heartbeat(deps: Deps): Beat {
  const { store, logger } = deps
  const watch = new ClockWatch(deps.clock), beginnings = new Beginnings(deps)
  return {
    async claim(limit) {
      await followClock(deps, watch)
      const askedAt = deps.clock.monotonic()
      return (await claim(deps, limit)).map(one => work(deps, one, { askedAt, beginnings }))
    },
    async nextDue() {
      await followClock(deps, watch)                               // what is due next depends on it
      return store.alarms.nextDue()
    },
    watch: changed => store.watch(changed),
    failed: (error, retryInMs) => logger.error('The heartbeat could not reach its store.', { error, ...retryInMs === undefined ? {} : { retryInMs } }),
  }
}

const claim = ({ store, node, limits: { leaseMs, claimBatch } }: Deps, limit: number): Promise<Claim[]> =>
  store.alarms.claim({ owner: node, leaseMs, limit: Math.min(limit, claimBatch) })

function work(deps: Deps, { companyId, alarm: { id: agentId, fence, of } }: Claim, { askedAt, beginnings }: Pick<Claiming, 'askedAt' | 'beginnings'>): Work {
  const lease: Lease = { companyId, agentId, owner: deps.node, fence }
  const stop = new AbortController()
  return {
    companyId,
    agentId,
    abort() {
      stop.abort()
      deps.runs.stopAgent(agentId, 'stopping')
    },
    perform: () => (of === 'routine' ? fireDue(deps, lease) : beat(deps, lease, { stop: stop.signal, askedAt, beginnings })).catch(error => deps.logger.error('A heartbeat failed; its lease runs out and any node takes it up again.', { companyId, agentId, error })),
  }
}

const HANDED_BACK: Ending & { kind: 'ended' } = { kind: 'ended', end: 'cancelled', summary: null, error: null, usages: [], handedBack: true, cost: 'none' }

/** How a claim came about: when it was asked for, what tells that the node stops, and where its beats begin. */
interface Claiming { stop: AbortSignal; askedAt: number; beginnings: Beginnings }

/** One beat of one agent. Its lease is kept until the last of it is written. */
export async function beat(deps: Deps, lease: Lease, { stop, askedAt, beginnings }: Claiming): Promise<void> {
  const keeper = keepLease(deps, lease, askedAt)
  try {
    await deps.tracing.within({ agentId: lease.agentId, name: 'wake' }, { 'paperclip.company.id': lease.companyId, 'gen_ai.agent.id': lease.agentId }, () => step(deps, lease, { stop, keeper, beginnings }))
  } finally {
    keeper.close()
  }
}

/** A run that is begun when the node stops already is handed back before its adapter starts; the same is done with one whose lease is over by then (see `Watch`). */
async function step(deps: Deps, lease: Lease, { stop, keeper, beginnings }: Pick<Claiming, 'stop' | 'beginnings'> & { keeper: LeaseKeeper }): Promise<void> {
  if (!keeper.isHeld()) return                       // it waited here for too long, and whichever node comes to it next takes it up again
  const begun = await beginnings.begin(lease)
  deps.tracing.set(lease.agentId, { 'paperclip.wake.outcome': begun.kind })
  switch (begun.kind) {
    case 'rest':                                     // nothing to do, held, out of money, or not ours any more
      return
    case 'lost':                                     // the run of a node that died: end it, then let the agent go on
      return rescue(deps, { lease, run: begun.run })
    case 'deferred':                                 // remote work in progress: look after it
      return tend(deps, { lease, run: begun.run })
    case 'run': {
      const held = { lease, run: begun.run }
      if (stop.aborted) return settle(deps, held, HANDED_BACK)
      const { run, agent, errand } = begun
      return deps.tracing.within({ agentId: agent.id, name: 'run' }, factsOfRun(lease.companyId, run, agent), async () => conclude(deps, held, await carry(deps, held, { agent, keeper, errand })))
    }
  }
}
