import type { Clock } from '@paperclip/core'
import type { Pool } from 'pg'

/** How a transaction is found again after its connection was lost: its id, and the server process that ran it. */
export interface Mark { xid: string; pid: number }

/** What became of it; `unknown` if the server did not say in time. */
export type Fate = 'committed' | 'aborted' | 'unknown'

const LOOK = { name: 'paperclip_fate', text: 'select pg_xact_status($1::xid8) as status' }
const END = { name: 'paperclip_end', text: 'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1::int and backend_xid = $2::xid8::xid' }
const AGAIN_MS = 50

/**
 * Asks, over another connection, what became of a transaction whose commit was not answered. One that still hangs there is ended first, or it could
 * commit after it was taken for lost.
 */
export async function fateOf({ xid, pid }: Mark, pool: Pool, { clock, forMs }: { clock: Clock; forMs: number }): Promise<Fate> {
  const began = clock.monotonic()
  do {
    try {
      const { rows: [found] } = await pool.query<{ status: unknown }>({ ...LOOK, values: [xid] })
      if (found?.status === 'committed' || found?.status === 'aborted') return found.status
      if (found?.status !== 'in progress' || clock.monotonic() - began >= forMs) return 'unknown'
      await pool.query({ ...END, values: [pid, xid] })
    } catch {
      // not to be reached yet
    }
    await new Promise<void>(resolve => void clock.after(AGAIN_MS, resolve))
  } while (clock.monotonic() - began < forMs)
  return 'unknown'
}
