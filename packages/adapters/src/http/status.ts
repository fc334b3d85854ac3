import type { Failure } from '@paperclip/core'

/** What a status means for a run: why it failed, and whether the other side may have worked, so that nobody knows what it cost. */
export interface Meaning { kind: Failure; cost: 'none' | 'unknown' }

const REFUSED = (kind: Failure): Meaning => ({ kind, cost: 'none' })

const KNOWN: Readonly<Record<number, Meaning>> = {
  401: REFUSED('auth'), 403: REFUSED('auth'),
  408: REFUSED('network'), 504: { kind: 'network', cost: 'unknown' },
  429: REFUSED('rate_limit'),
  503: REFUSED('overloaded'), 529: REFUSED('overloaded'),
}

/** Judges a status that brings no outcome. A request that was refused (3xx, 4xx, 503) cost nothing; any other may have been worked on. */
export function meaningOf(status: number): Meaning {
  const known = KNOWN[status]
  if (known) return known
  if (status >= 500) return { kind: 'unknown', cost: 'unknown' }
  return { kind: 'bad_request', cost: status >= 300 ? 'none' : 'unknown' }
}
