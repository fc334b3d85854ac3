import type { Clock } from '@paperclip/core'
import type { AddressGuard } from './guard/address-guard.ts'
import { deadline } from './guard/deadline.ts'
import { guardedFetch, type Fetched } from './guard/guarded-fetch.ts'
import type { HttpConfig } from './config.ts'
import { credentialsOf, plainHeaders } from './headers.ts'

/** What every request of an http adapter is made with. */
export interface Line { guard: AddressGuard; clock: Clock }

/** The most that is read of a reply. */
export const MOST_BYTES = 5_000_000

/** How long asking for a deferred run, ending one, or trying a connection may take. */
export const ASIDE_MS = 15_000

/** A request about a run that goes on elsewhere. */
export async function askAside({ guard, clock }: Line, config: HttpConfig, { method, url }: { method: 'GET' | 'DELETE'; url: URL }): Promise<Fetched> {
  const limit = deadline(clock, ASIDE_MS)
  try {
    return await guardedFetch(guard, {
      method, url, headers: plainHeaders(), credentials: credentialsOf(config), redirects: 'same_origin', maxBytes: MOST_BYTES,
      connectMs: config.connectMs, signal: limit.signal, clock,
    })
  } finally {
    limit.off()
  }
}
