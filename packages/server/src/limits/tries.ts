import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Limiter, Rule } from './limiter.ts'

const WITHIN_MS = 15 * 60_000
/** How many accounts' worth of failures one address may have: a household, and not a crowd. */
const PER_ADDRESS = 3

/** What is tried: with which request, and at what (an account), where that is known. */
export interface Trial { request: FastifyRequest; reply: FastifyReply; at: string | null }

/** Counts what is tried and may be guessed: by the address it comes from, and by what it is tried at, whether that exists or not. What goes well is not counted. */
export class Tries {
  readonly #ofAddress: Limiter
  readonly #ofTarget: Limiter

  constructor(limiter: (rule: Rule) => Limiter, most: number) {
    const said = 'This was tried in vain too often.'
    this.#ofAddress = limiter({ most: most * PER_ADDRESS, withinMs: WITHIN_MS, said })
    this.#ofTarget = limiter({ most, withinMs: WITHIN_MS, said })
  }

  /** Counts an attempt before it is made, so that many at once are many. Throws `rate_limited`; returns what to call once it went well. */
  async begin({ request, reply, at }: Trial): Promise<() => void> {
    const ofAddress = await this.#ofAddress.take({ request, reply })
    const ofTarget = at === null ? undefined : await this.#ofTarget.take({ request, reply, name: at })
    return () => {
      ofAddress()
      ofTarget?.()
    }
  }
}
