import { z } from 'zod'
import type { Fetched } from './guard/guarded-fetch.ts'
import { webAddress } from './guard/web-address.ts'
import type { HttpConfig } from './config.ts'
import { jsonBody } from './json-body.ts'
import { LONGEST_WAIT_MS, USUAL_WAIT_MS } from './waits.ts'

/** What is kept of a deferred run: where to ask for it, and what the other side calls it. */
export type Handle = z.infer<typeof handle>

const handle = z.strictObject({ poll: z.url().nullable(), remote: z.json() })

const accepted = z.strictObject({ handle: z.json().default(null), until: z.iso.datetime({ offset: true }).optional(), retryAfterMs: z.int().min(0).optional() })

type Reply = Extract<Fetched, { kind: 'reply' }>

/** How a 202 is taken. `until` is null if the other side does not say. One that cannot be taken may still be ended by its handle. */
export type Deferral = { handle: Handle } & ({ kind: 'deferred'; until: Date | null } | { kind: 'wrong'; problem: string } | { kind: 'broken' })

/** Reads a 202. Its `Location` must stay at the origin of the configured address, because credentials are sent there. */
export function deferralOf(reply: Reply, { url }: Pick<HttpConfig, 'url'>, now: Date): Deferral {
  const location = reply.headers['location']
  const poll = location === undefined ? null : webAddress(location, reply.url)
  if (location !== undefined && poll === null) return { kind: 'wrong', handle: NOWHERE, problem: 'its Location is no http or https address.' }
  if (poll !== null && !isAt(url, poll)) return { kind: 'wrong', handle: NOWHERE, problem: `its Location leads to another origin than "url", ${poll.origin}: credentials would go there.` }
  if (poll !== null) poll.hash = ''
  const bare: Handle = { poll: poll?.href ?? null, remote: null }
  const read = reply.body.kind === 'whole' && reply.body.bytes.length === 0 ? NOTHING_SAID : jsonBody(reply.body, accepted, 'A reply that defers a run')
  if (read.kind !== 'read') return { ...read, handle: bare }
  const until = read.value.until === undefined ? null : new Date(read.value.until)
  if (until !== null && until <= now) return { kind: 'wrong', handle: bare, problem: `its "until" is past: ${until.toISOString()}.` }
  return { kind: 'deferred', handle: { ...bare, remote: read.value.handle }, until: until === null ? null : earlier(until, after(now, LONGEST_WAIT_MS)) }
}

const NOWHERE: Handle = { poll: null, remote: null }
const NOTHING_SAID = { kind: 'read', value: { handle: null, until: undefined } } as const

/** Until when a run is waited for whose other side does not say. */
export const usualUntil = (now: Date): Date => after(now, USUAL_WAIT_MS)

/** Reads what was kept. Throws if it was not kept by this adapter. */
export const handleOf = (kept: unknown): Handle => handle.parse(kept)

/** True if an address is at the origin of the configured one, where its credentials may go. */
export function isAt(configured: string, { origin, username, password }: URL): boolean {
  return origin === new URL(configured).origin && username === '' && password === ''
}

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms)
const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
