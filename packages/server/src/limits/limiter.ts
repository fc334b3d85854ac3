import rateLimit, { normalizeIP } from '@fastify/rate-limit'
import { PaperclipError, type Clock } from '@paperclip/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Counts } from './counts.ts'

/** How often something may be done, and how that is said to whoever did it too often. */
export interface Rule { most: number; withinMs: number; said: string }

/** One request, and whom it is counted to; its address unless said. */
export interface Counted { request: FastifyRequest; reply: FastifyReply; name?: string }

declare module 'fastify' {
  interface FastifyRequest {
    /** Whom it is being counted to at the moment. */
    countedTo: string | null
  }
}

type Check = ReturnType<FastifyInstance['createRateLimit']>

/** Counts requests against one rule. Says in the headers of each how many more there may be. */
export class Limiter {
  readonly #check: Check
  readonly #counts: Counts
  readonly #said: string

  constructor({ check, counts, said }: { check: Check; counts: Counts; said: string }) {
    this.#check = check
    this.#counts = counts
    this.#said = said
  }

  /** Counts one more. Throws `rate_limited` where that is too often; returns what takes it back. */
  async take(counted: Counted): Promise<() => void> {
    const name = named(counted), found = await this.#check(counted.request)
    if (!found.isAllowed) this.#tell(counted.reply, found, found.isExceeded)
    return () => this.#counts.giveBack(name)
  }

  /** Throws `rate_limited` where one more would be too often, and counts nothing. */
  async look(counted: Counted): Promise<void> {
    named(counted)
    const found = await this.#check(counted.request, { increment: false })
    if (!found.isAllowed && found.remaining === 0) this.#tell(counted.reply, found, true)
  }

  #tell(reply: FastifyReply, { max, remaining, ttl }: { max: number; remaining: number; ttl: number }, isOver: boolean): void {
    const seconds = Math.max(Math.ceil(ttl / 1_000), 1)
    reply.headers({ 'ratelimit-limit': max, 'ratelimit-remaining': remaining, 'ratelimit-reset': seconds })
    if (!isOver) return
    reply.header('retry-after', seconds)
    throw new PaperclipError('rate_limited', `${this.#said} Come again in ${seconds} s (Retry-After).`)
  }
}

function named({ request, name = addressOf(request) }: Counted): string {
  request.countedTo = name
  return name
}

/** The address a request came from: of the last proxy that is not trusted. One network of IPv6 (/64) is one address, for it is one household; whoever comes by a socket of the file system has none. */
export const addressOf = ({ ip }: { ip: string | undefined }): string => (ip === undefined ? 'this machine' : normalizeIP(ip))

/** Makes limiters that count in this process, by this clock. */
export async function limitersOf(app: FastifyInstance, clock: Pick<Clock, 'monotonic'>): Promise<(rule: Rule) => Limiter> {
  let last = new Counts(clock)
  app.decorateRequest('countedTo', null)
  await app.register(rateLimit, {
    global: false,
    store: class extends Counts {
      constructor() { super(clock) }
      override child(): Counts { return last = super.child() }
    },
  })
  return ({ most, withinMs, said }) => {
    const check = app.createRateLimit({ max: most, timeWindow: withinMs, keyGenerator: request => request.countedTo ?? addressOf(request) })
    return new Limiter({ check, counts: last, said })
  }
}
