import { PaperclipError } from '@paperclip/core'

/** How often, and how much at once: of one node. Whoever comes over gets 429 and is told when to come again. */
export interface Limits {
  /** Requests of one caller (an account, a key, an agent) in a minute: 60,000 unless said. */
  requests: number
  /** Requests of one address as nobody, or with a token that is none, in a minute: 600 unless said. */
  strangers: number
  /** How often one account, or one code's address, may be tried in vain in a quarter of an hour: 10 unless said. An address may do it three times as often. */
  tries: number
  /** Requests that look, of one company's keys and agents or of one account, that are worked on at once: 8 unless said. More wait in a line of their own; nobody else waits for those. */
  looks: number
  /** The same of requests that change something: 64 unless said. */
  changes: number
  /** Streams that one caller has open at once: 1,000 unless said. */
  streams: number
  /** Connections at once, of everybody: 10,000 unless said. */
  connections: number
}

const USUAL: Limits = { requests: 60_000, strangers: 600, tries: 10, looks: 8, changes: 64, streams: 1_000, connections: 10_000 }

/** What was said, and what is usual for the rest. Throws `misconfigured` for what is no number of times. */
export function limitsOf(given: Partial<Limits>): Limits {
  for (const [name, value] of Object.entries(given)) {
    if (!(name in USUAL)) throw new PaperclipError('misconfigured', `limits.${name}: there is no such limit. There are: ${Object.keys(USUAL).join(', ')}.`)
    if (!Number.isSafeInteger(value) || value < 1) throw new PaperclipError('misconfigured', `limits.${name}: must be a whole number from 1 (was ${String(value)}).`)
  }
  return { ...USUAL, ...given }
}
