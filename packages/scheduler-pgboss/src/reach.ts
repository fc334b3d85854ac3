import { PaperclipError } from '@paperclip/core'
import pg from 'pg'

/** How the engine's database is reached, and how long anything may take there. */
export interface Reach {
  url: string
  schema: string
  connections: number
  /** Milliseconds in which the server has to answer; a little later the connection is given up. */
  deadlineMs: number
}

/** What the server calls the connections of a node. */
export const NAMED = 'paperclip-pgboss'
const GRACE_MS = 500

interface Way extends Pick<Reach, 'url' | 'deadlineMs'> { name?: string }

/** What every connection is opened with. No call is without a deadline on this side too. */
export const connecting = ({ url, deadlineMs, name = NAMED }: Way) => ({
  connectionString: url, application_name: name, keepAlive: true,
  connectionTimeoutMillis: deadlineMs, query_timeout: deadlineMs + GRACE_MS, statement_timeout: deadlineMs, lock_timeout: deadlineMs,
})

/** What messages call a server, without its password. */
export function nameOf(url: string): string {
  const { host, port, database } = new pg.Client({ connectionString: url })
  return `PostgreSQL database "${database ?? ''}" at ${host}:${port}`
}

/** An error on the way to the engine, in Paperclip's words, with what to do. */
export function explained(error: unknown, url: string): PaperclipError {
  if (error instanceof PaperclipError) return error
  const name = nameOf(url), cause = { cause: error }
  const state = error instanceof pg.DatabaseError ? error.code ?? '' : '', message = error instanceof Error ? error.message : String(error)
  if (state === '42501') return new PaperclipError('misconfigured', `The role of url may not use pg-boss in ${name} (${message}). Start a scheduler once with ownerUrl, which grants that role what it needs.`, cause)
  if (state === '3D000') return new PaperclipError('misconfigured', `There is no ${name}. Create it, or correct the url.`, cause)
  if (state.startsWith('28')) return new PaperclipError('misconfigured', `${name} refused the role or password of the url: ${message}.`, cause)
  if (state.startsWith('53')) return new PaperclipError('unavailable', `${name} has no room left (${message}). Free some connections, or raise max_connections, and try again.`, cause)
  return new PaperclipError('unavailable', `${name} did not answer for pg-boss (${message}). Look whether it runs and can be reached, then try again.`, cause)
}

/** Acts on a connection of its own. */
export async function onConnection<T>(reach: Way, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connecting(reach))
  client.on('error', () => {})
  try {
    await client.connect()
    return await act(client)
  } catch (error) {
    throw explained(error, reach.url)
  } finally {
    await client.end().catch(() => {})
  }
}
