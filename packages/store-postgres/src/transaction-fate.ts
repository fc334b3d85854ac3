import type { Clock } from '@paperclip/core'
import pg, { type ClientBase, type Pool } from 'pg'

/** How a transaction is found again after its connection was lost: its id, the server process that ran it, and the era of the server in which its id means that transaction. */
export interface Mark { xid: string; pid: number; era: string }

/** What became of it; `unknown` if the server did not say in time, or cannot know. */
export type Fate = 'committed' | 'aborted' | 'unknown'

/** When the server began to count anew: it does after each crash, and another server has begun at another time. Any role may read it. */
const ERA = "(select coalesce(stats_reset::text, 'never') from pg_stat_bgwriter)"
const LEARN = `select ${ERA} as era`
const LOOK = { name: 'paperclip_fate', text: `select pg_xact_status($1::xid8) as status, ${ERA} as era` }
/** Ends the process that works under the id, if it is still the one that was given it. */
const END = { name: 'paperclip_end', text: 'select pid, case when pid = $1::int then pg_terminate_backend(pid) end from pg_stat_activity where backend_xid = $2::xid8::xid' }
const AGAIN_MS = 50
/** The server has given no such id yet: 22023, "transaction ID … is in the future". */
const IN_THE_FUTURE = '22023'

/** The era in which a connection was opened: it outlives none. */
const eras = new WeakMap<ClientBase, Promise<string>>()

/** Asks a new connection for its era, in front of whatever it is used for. */
export function learnEra(client: ClientBase): void {
  eras.set(client, client.query<{ era: unknown }>(LEARN).then(({ rows: [found] }) => String(found?.era), () => 'not told'))
}

/** What the transaction is found by that a connection has begun, once it has. `begun` is what the server answered to its beginning. */
export async function markOf(client: ClientBase, begun: Promise<unknown>): Promise<Mark> {
  const results = await begun, [, found] = Array.isArray(results) ? results as { rows?: { xid?: unknown; pid?: unknown }[] }[] : [], row = found?.rows?.[0]
  return { xid: String(row?.xid), pid: Number(row?.pid), era: await eras.get(client) ?? 'not told' }
}

/**
 * Asks, over another connection, what became of a transaction whose commit was not answered. One that still hangs there is ended first, or it could commit after it was taken for lost.
 * A server that crashed gives the ids again of which nothing had reached its disk: what it says has committed under such an id may be somebody else's, and is not known.
 */
export async function fateOf({ xid, pid, era }: Mark, pool: Pool, { clock, forMs }: { clock: Clock; forMs: number }): Promise<Fate> {
  const began = clock.monotonic()
  do {
    try {
      const { rows: [found] } = await pool.query<{ status: unknown; era: unknown }>({ ...LOOK, values: [xid] })
      if (found?.status === 'aborted') return 'aborted'
      if (found?.status === 'committed') return found.era === era ? 'committed' : 'unknown'
      if (found?.status !== 'in progress' || clock.monotonic() - began >= forMs) return 'unknown'
      const { rows: working } = await pool.query<{ pid: unknown }>({ ...END, values: [pid, xid] })
      if (working.some(other => other.pid !== pid)) return 'aborted'                    // its id was given again, to somebody else: nothing of it was left
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === IN_THE_FUTURE) return 'aborted'
      // else it is not to be reached yet
    }
    await new Promise<void>(resolve => void clock.after(AGAIN_MS, resolve))
  } while (clock.monotonic() - began < forMs)
  return 'unknown'
}
