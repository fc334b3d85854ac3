import type { SqlStore } from '@paperclip/store-kysely'
import { postgresDriver } from '../data/open-store.ts'
import type { Io } from '../io.ts'
import { bad, ok, warn, type Check } from './check.ts'

/** Below it, what this version needs is missing. */
const LEAST_VERSION = 14
/** Of what the server takes. */
const CROWDED = 0.8
const APART_MS = 5_000

/** A PostgreSQL server: its version, the wall before its rows, its connections and its clock. */
export async function checkServer(store: SqlStore, { clock }: Pick<Io, 'clock'>): Promise<Check[]> {
  return judged(await (await postgresDriver()).serverFacts(store, clock))
}

type Facts = Awaited<ReturnType<Awaited<ReturnType<typeof postgresDriver>>['serverFacts']>>

/** What is to be said of a server. */
export function judged({ version, role, isWalled, connections, mostConnections, aheadMs }: Facts): Check[] {
  const apart = `${Math.abs(aheadMs)} ms ${aheadMs < 0 ? 'behind' : 'ahead of'} this machine`
  return [
    Number.parseInt(version, 10) >= LEAST_VERSION ? ok('server', `PostgreSQL ${version}`) : bad('server', `PostgreSQL ${version} is too old.`, `Update it to ${LEAST_VERSION} or newer.`),
    isWalled ? ok('wall', `row level security holds the role "${role}"`) : bad('wall', `Row level security does not hold the role "${role}".`, 'Serve as a plain role that owns nothing: see docs/postgresql.md.'),
    connections < mostConnections * CROWDED ? ok('connections', `${connections} of ${mostConnections}`)
      : warn('connections', `${connections} of the ${mostConnections} the server takes are in use.`, 'Each node takes up to 12, or 15 with hints. Raise max_connections, or run fewer nodes.'),
    Math.abs(aheadMs) <= APART_MS ? ok('clock', `the server's is ${apart}`) : warn('clock', `The server's clock is ${apart}: schedules follow this machine's, leases the server's.`, 'Let NTP set both.'),
  ]
}
