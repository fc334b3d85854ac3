import type { Run } from '../../domain/run.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { Lease } from '../../ports/store.ts'
import { read, type Deps } from '../work.ts'
import type { StopCause } from './runs-in-hand.ts'

/** Holds a lease until it is closed. */
export interface LeaseKeeper {
  /** From now on `stop` hears why a run must end; also of what happened before. */
  guard(run: Run, stop: (cause: StopCause) => void): void
  /** Looks at once whether somebody asked for the run's end. */
  look(): void
  /** Whether the lease is held still, by this node's own clock: also where a busy process has not come to its timers yet. */
  isHeld(): boolean
  close(): void
}

/** After a renewal that failed, the next one comes after this share of the usual time. */
const SOONER = 10

/**
 * Renews a lease from its claim until all is written, and looks whether somebody asked for the run's end. If it cannot be renewed, the run stops well before
 * the lease ends: by then another node may have the agent. `claimedAt` is the monotonic time at which the claim was asked for: what the lease is judged by began later.
 */
export function keepLease(deps: Deps, lease: Lease, claimedAt: number): LeaseKeeper {
  const { clock, store, limits: { leaseMs, renewEveryMs, selfAbortMs } } = deps
  let guarded: { run: Run; stop: (cause: StopCause) => void } | undefined
  let state: 'held' | 'lost' | 'closed' = 'held'
  let isLooking = false
  let heldSince = claimedAt

  const lose = (): void => {
    if (state !== 'held') return
    state = 'lost'
    guarded?.stop('lease_lost')
  }
  const from = (since: number, ms: number): number => Math.max(ms - (clock.monotonic() - since), 0)

  const look = async (): Promise<void> => {
    if (!guarded || isLooking) return
    isLooking = true
    try {
      const cause = await endAsked(deps, lease, guarded.run)
      if (cause && state !== 'closed') guarded.stop(cause)
    } catch {
      // the next renewal looks again
    } finally {
      isLooking = false
    }
  }

  const renew = async (): Promise<void> => {
    const asked = clock.monotonic()
    try {
      const isOurs = await store.alarms.renew(lease, leaseMs)
      if (state !== 'held') return
      if (!isOurs) return lose()
      heldSince = asked
      cancelDeadline()
      cancelDeadline = clock.after(from(asked, selfAbortMs), lose)
      void look()                                                   // not waited for: a look that takes long must not make the next renewal late
    } catch (error) {
      if (state !== 'held') return
      deps.logger.warn('A lease could not be renewed; trying again.', { ...lease, error })
      cancelRenewal = clock.after(renewEveryMs / SOONER, () => void renew())
      return
    }
    cancelRenewal = clock.after(from(asked, renewEveryMs), () => void renew())
  }

  let cancelDeadline: Cancel = clock.after(from(claimedAt, selfAbortMs), lose)
  let cancelRenewal: Cancel = clock.after(from(claimedAt, renewEveryMs), () => void renew())
  return {
    guard(run, stop) {
      guarded = { run, stop }
      if (state === 'lost') stop('lease_lost')
    },
    look: () => void look(),
    isHeld: () => state === 'held' && from(heldSince, selfAbortMs) > 0,
    close() {
      state = 'closed'
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
