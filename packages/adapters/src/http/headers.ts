import type { AdapterJob } from '@paperclip/core'

/** Whether `Authorization` is set by a token. */
type Authorization = 'free' | 'taken'

const PLAIN: Readonly<Record<string, string>> = { 'accept': 'application/json', 'accept-encoding': 'identity', 'user-agent': 'paperclip' }

/** What the connection itself is made with, and what says what a request is. */
const OURS: ReadonlySet<string> = new Set([
  'connection', 'proxy-connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'proxy-authenticate', 'proxy-authorization', 'expect',
  'host', 'content-length', 'content-type', 'content-encoding', 'accept', 'accept-encoding', 'idempotency-key',
])

/** Why a configuration may not set a header; null if it may. */
export function whyHeaderRefused(name: string, authorization: Authorization): string | null {
  if (!/^[\w!#$%&'*+.^`|~-]{1,200}$/.test(name)) return 'must be the name of a header'
  const known = name.toLowerCase()
  if (OURS.has(known)) return 'must not be set: it is part of how a request is made'
  return known === 'authorization' && authorization === 'taken' ? 'must not be set beside "token", which sets it' : null
}

/** Why a text may not stand in a header; null if it may. */
export function whyValueRefused(value: string): string | null {
  if (value.length > 8_000) return 'must be at most 8000 characters'
  return /^[\t\x20-\x7E\xA0-\xFF]*$/.test(value) ? null : 'must be one line of printable characters'
}

/** What every request carries. */
export const plainHeaders = (): Record<string, string> => ({ ...PLAIN })

/** What a run is posted with. The other side can tell by the key that it has seen this run before. */
export const postHeaders = ({ run }: Pick<AdapterJob, 'run'>): Record<string, string> =>
  ({ ...PLAIN, 'content-type': 'application/json', 'idempotency-key': run.id })

/** What of a configuration goes into headers. */
interface Credentials { token?: string | undefined; headers: Readonly<Record<string, string>> }

/** What only the origin of the configured address may see. */
export const credentialsOf = ({ token, headers }: Credentials): Record<string, string> => ({ ...headers, ...token !== undefined && { authorization: `Bearer ${token}` } })
