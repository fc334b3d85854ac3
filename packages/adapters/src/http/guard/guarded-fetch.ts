import { systemClock, type Clock } from '@paperclip/core'
import type { AddressGuard } from './address-guard.ts'
import { exchange, type Failed } from './exchange.ts'
import type { Body } from './read-body.ts'
import { nextHop, type Redirects } from './redirect.ts'

export interface GuardedRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE'
  url: URL
  headers?: Readonly<Record<string, string>>
  /** Headers that only the origin of `url` may see. */
  credentials?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** `same_origin` unless said otherwise; never more than 5. */
  redirects?: Redirects
  /** The most that is read of a reply's body. */
  maxBytes: number
  /** How long a connection may take to open: 10 s unless said otherwise. */
  connectMs?: number
  /** How long a body may take once its headers came: 60 s unless said otherwise. */
  bodyMs?: number
  /** Ends everything at once. It is also the deadline of the reply's headers. */
  signal: AbortSignal
  clock?: Clock
}

/** What came of a request. `sent` says whether the other side can have seen it. */
export type Fetched = { kind: 'reply'; status: number; headers: Readonly<Record<string, string>>; body: Body; url: URL } | Failed

const MOST_REDIRECTS = 5

/**
 * Sends one HTTP request to an address that somebody else chose, and reads the reply. Every address is checked by the guard, again at each redirect; what the
 * guard checked is what is connected to. No connection and no timer is left. Never throws.
 */
export async function guardedFetch(guard: AddressGuard, request: GuardedRequest): Promise<Fetched> {
  const { redirects = 'same_origin', connectMs = 10_000, bodyMs = 60_000, clock = systemClock } = request
  let { url } = request
  let headers = { ...request.headers, ...request.credentials }
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const fetched = await exchange(guard, { ...request, url, headers, connectMs, bodyMs, clock })
    if (fetched.kind !== 'reply') return fetched
    const hop = nextHop({ method: request.method, url, redirects }, fetched.status, fetched.headers['location'])
    switch (hop.kind) {
      case 'stay':
        return { ...fetched, url }
      case 'refused':
        return { ...hop, fix: REDIRECT_FIX }
      case 'go':
        // Once they were dropped they stay dropped, even if a later redirect leads back.
        if (hop.url.origin !== url.origin) headers = { ...request.headers }
        url = hop.url
    }
  }
  return { kind: 'refused', problem: `${request.url.origin} redirected more than ${MOST_REDIRECTS} times.`, fix: REDIRECT_FIX }
}

const REDIRECT_FIX = 'Give the address it leads to as the address itself, if that is meant.'
