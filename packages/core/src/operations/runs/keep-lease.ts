import type { Run } from '../../domain/run.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { Lease } from '../../ports/store.ts'
import type { Held } from './held.ts'
import { read, type Deps } from '../work.ts'
import type { StopCause } from './runs-in-hand.ts'

/** Holds a lease until it is closed. */
export interface LeaseKeeper {
  /** Looks at once whether somebody asked for the run's end. */
  look(): void
  close(): void
}

/**
 * Renews a lease as long as its run goes on, and looks whether somebody asked for the run's end. If it cannot be renewed, the run stops well before the
 * lease ends: by then another node may have the agent.
 */
export function keepLease(deps: Deps, { lease, run }: Held, stop: (cause: StopCause) => void): LeaseKeeper {
  const { clock, store, limits: { leaseMs, renewEveryMs, selfAbortMs } } = deps
  let cancelRenewal: Cancel = () => {}
  let cancelDeadline: Cancel = clock.after(selfAbortMs, () => stop('lease_lost'))
  let isOver = false

  const look = async (): Promise<void> => {
    const cause = await endAsked(deps, lease, run)
    if (cause && !isOver) stop(cause)
  }

  const renew = async (): Promise<void> => {
    const asked = clock.monotonic()
    try {
      const isOurs = await store.alarms.renew(lease, leaseMs)
      if (isOver) return
      if (!isOurs) return stop('lease_lost')
      cancelDeadline()
      cancelDeadline = clock.after(selfAbortMs - (clock.monotonic() - asked), () => stop('lease_lost'))
      await look()
    } catch (error) {
      deps.logger.warn('A lease could not be renewed; trying again.', { ...lease, error })
    }
    if (!isOver) cancelRenewal = clock.after(renewEveryMs, () => void renew())
  }

  cancelRenewal = clock.after(renewEveryMs, () => void renew())
  return {
    look: () => void look().catch(() => {}),                        // the next renewal looks again
    close() {
      isOver = true
      cancelRenewal()
      cancelDeadline()
    },
  }
}

/** Whether a run shall end, as the store has it: also asked for by another process. */
async function endAsked(deps: Deps, { companyId, agentId }: Lease, { id }: Run): Promise<StopCause | null> {
  return read(deps, companyId, async view => {
    if ((await view.get('run', id))?.cancelReason) return 'cancelled'
    const hold = await view.get('hold', `${agentId}:operator`)
    return hold ? 'held' : null
  })
}
