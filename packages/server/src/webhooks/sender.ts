import { addressGuard, guardedFetch, type AddressGuardOptions, type Fetched } from '@paperclip/adapters/http'
import type { Clock, Sending } from '@paperclip/core'
import { bodyOf } from './letter-body.ts'
import type { Send } from './send.ts'

/** Where webhooks may be sent to beside public addresses. */
export type WebhookOptions = Pick<AddressGuardOptions, 'allow' | 'resolve'>

interface Around { clock: Clock; publicUrl(): string }

const ANSWER_MS = 15_000, CONNECT_MS = 5_000, BODY_MS = 5_000
/** As much of an answer as is read: only its status counts. */
const MOST_BYTES = 8_192
/** What may say how long it wants to be left alone. */
const BUSY = new Set([429, 503])

/** Makes what sends letters: to public addresses over HTTPS, and to those that the installation allows. */
export function sender({ clock, publicUrl }: Around, { allow = [], resolve }: WebhookOptions = {}): Send {
  const known = resolve ? { resolve } : {}
  const guard = addressGuard({ allow, ...known }), outside = addressGuard(known)
  return async (hand, letter, signal) => {
    const url = new URL(hand.webhook.url), body = bodyOf(hand, letter, publicUrl())
    if (url.protocol === 'http:' && (await outside.check(url.hostname)).kind === 'allowed') return failed(`${url.origin} is not encrypted: webhooks go over https, but for addresses of its own network that the installation allows.`)
    const limit = new AbortController(), end = (): void => limit.abort(signal.reason)
    const cancel = clock.after(ANSWER_MS, () => limit.abort(new Error('it took too long')))
    signal.addEventListener('abort', end, { once: true })
    try {
      const headers = { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Paperclip', ...hand.sign(letter, body) }
      const fetched = await guardedFetch(guard, { method: 'POST', url, headers, body, redirects: 'none', maxBytes: MOST_BYTES, connectMs: CONNECT_MS, bodyMs: BODY_MS, signal: limit.signal, clock })
      return signal.aborted && fetched.kind !== 'reply' ? { kind: 'ended' } : outcomeOf(fetched, url, clock)
    } finally {
      cancel()
      signal.removeEventListener('abort', end)
    }
  }
}

function outcomeOf(fetched: Fetched, { origin }: URL, clock: Clock): Sending {
  switch (fetched.kind) {
    case 'reply': {
      const { status, headers } = fetched
      if (status >= 200 && status < 300) return { kind: 'delivered' }
      if (status >= 300 && status < 400) return failed(`${origin} answered ${status}: no redirect is followed. Give the webhook the address it leads to.`)
      return { ...failed(`${origin} answered ${status}.`), ...BUSY.has(status) ? { waitMs: waitOf(headers['retry-after'], clock) } : {} }
    }
    case 'refused':
      return failed(`${origin} is not public, or leads to what is not: it is not connected to. If it is meant, whoever runs this installation allows it: createServer({ webhooks: { allow: ['…'] } }), or start --webhook-allow.`)
    case 'unreachable': case 'unreadable':
      return failed(fetched.problem)
    case 'ended':
      return failed(`${origin} did not answer within ${ANSWER_MS / 1_000} seconds.`)
  }
}

const failed = (problem: string): Sending & { kind: 'failed' } => ({ kind: 'failed', problem })

/** How long the other side wants to be left alone, in milliseconds: told as seconds, or as a time. */
function waitOf(said: string | undefined, clock: Clock): number {
  if (said === undefined) return 0
  const ms = /^\d{1,9}$/.test(said) ? Number(said) * 1_000 : Date.parse(said) - clock.now().getTime()
  return Number.isFinite(ms) && ms > 0 ? ms : 0
}
