import pg from 'pg'
import { learnEra } from './transaction-fate.ts'

/** How a server is reached, and how long anything may take there. */
export interface Reach {
  url: string
  connections: number
  /** Milliseconds in which the server has to answer; a little later the connection is given up. */
  deadlineMs: number
}

const GRACE_MS = 500
/** A connection on which nothing was sent for so long is looked at by the kernel, not after the two hours that are its own. */
const STILL_MS = 10_000
const INT8 = 20
/** Whole numbers of 64 bits are numbers here: what is stored in them is a safe integer. For these clients alone, not for all of the process. */
const types: pg.CustomTypesConfig = { getTypeParser: (oid, format) => (oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format)) }

/** What every connection is opened with. No call is without a deadline on this side too: a server that is gone without a word says nothing about its own. */
export const connecting = ({ url, deadlineMs }: Reach): pg.ClientConfig & { pipeline: true } => ({
  connectionString: url, types, pipeline: true, keepAlive: true, keepAliveInitialDelayMillis: STILL_MS, application_name: 'paperclip',
  connectionTimeoutMillis: deadlineMs, query_timeout: deadlineMs + GRACE_MS, statement_timeout: deadlineMs, lock_timeout: deadlineMs,
  idle_in_transaction_session_timeout: deadlineMs,
})

/** Connections that are shared. One that breaks says so to whoever uses it; in the pool it is replaced without a word. Those that nobody uses are closed after a while, unless they are kept. */
export function openPool(reach: Reach, idle: 'closed' | 'kept' = 'closed'): pg.Pool {
  const pool = new pg.Pool({ ...connecting(reach), max: reach.connections, ...(idle === 'kept' ? { idleTimeoutMillis: 0 } : {}) })
  pool.on('error', () => {})
  pool.on('connect', client => {
    client.on('error', () => {})
    learnEra(client)
  })
  return pool
}

/** What messages call a server, without its password. */
export function nameOf(url: string): string {
  const { host, port, database } = new pg.Client({ connectionString: url })
  return `PostgreSQL database "${database ?? ''}" at ${host}:${port}`
}
