import { adapterOfRun } from '../agents/adapter-choice.ts'
import type { Held } from './held.ts'
import { settle } from './settle.ts'
import { within } from './within.ts'
import { read, type Deps } from '../work.ts'

/**
 * Ends the run of a node that died or lost its lease: whatever it left running here is killed first, then the run is `lost`, with the worst posted for
 * what it may have spent. Only then can the agent be claimed again.
 */
export async function rescue(deps: Deps, { lease, run }: Held): Promise<void> {
  const { adapter } = await read(deps, lease.companyId, tx => adapterOfRun({ tx, deps }, run))
  await within(deps, 'clean up', Promise.resolve(adapter?.reap?.(run.id)))
  await settle(deps, { lease, run }, {
    kind: 'ended', end: run.cancelReason === null ? 'lost' : 'cancelled', summary: null, usages: [], handedBack: false, cost: 'unknown',
    error: { kind: 'crashed', message: 'the process that ran it is gone', retryAfterMs: null },
  })
}
