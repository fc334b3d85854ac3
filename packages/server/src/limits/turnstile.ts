import { createHash } from 'node:crypto'
import { isPaperclipError, type Clock } from '@paperclip/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callerOfRequest } from '../access/known-caller.ts'
import { presented } from '../access/token.ts'
import { limitersOf, type Limiter } from './limiter.ts'
import type { Limits } from './limits.ts'
import { Tries } from './tries.ts'

const MINUTE_MS = 60_000
/** Of how many tokens it is remembered whose they were. */
const MOST_KNOWN = 20_000

/** Who comes, to what is for whom, and how they are let in. */
interface Coming { who: string; request: FastifyRequest; reply: FastifyReply; admit(): Promise<object> }

/**
 * Counts whoever comes, before anything is done for them: those who are known by who they are, all others by where they come from. What somebody proves with a token that was good a
 * moment ago counts as theirs, so that a crowd of strangers behind the same address does not shut them out.
 */
export class Turnstile {
  readonly tries: Tries
  readonly #callers: Limiter
  readonly #strangers: Limiter
  readonly #known = new Map<string, string>()

  private constructor({ tries, callers, strangers }: { tries: Tries; callers: Limiter; strangers: Limiter }) {
    this.tries = tries
    this.#callers = callers
    this.#strangers = strangers
  }

  static async on(app: FastifyInstance, { clock, limits: { requests, strangers, tries } }: { clock: Clock; limits: Limits }): Promise<Turnstile> {
    const limiter = await limitersOf(app, clock)
    return new Turnstile({
      tries: new Tries(limiter, tries),
      callers: limiter({ most: requests, withinMs: MINUTE_MS, said: `You asked more than ${requests} times within a minute.` }),
      strangers: limiter({ most: strangers, withinMs: MINUTE_MS, said: `Your address asked more than ${strangers} times within a minute without being let in.` }),
    })
  }

  /** Lets somebody in as `admit` does, unless they came too often. */
  async letIn({ who, request, reply, admit }: Coming): Promise<object> {
    if (who === 'anyone') {
      await this.#strangers.take({ request, reply })
      return admit()
    }
    const mark = markOf(request), known = this.#known.get(mark)
    await (known === undefined ? this.#strangers.look({ request, reply }) : this.#callers.take({ request, reply, name: known }))
    try {
      const admitted = await admit()
      if (known === undefined) await this.#callers.take({ request, reply, name: this.#remember(mark, request) })
      return admitted
    } catch (error) {
      if (isPaperclipError(error) && error.code === 'unauthorized') {
        this.#known.delete(mark)
        await this.#strangers.take({ request, reply })
      } else if (known === undefined && callerOfRequest(request)) await this.#callers.take({ request, reply, name: this.#remember(mark, request) })
      throw error
    }
  }

  #remember(mark: string, request: FastifyRequest): string {
    const caller = callerOfRequest(request), name = caller ? `${caller.kind} ${caller.id}` : `token ${mark}`
    this.#known.set(mark, name)
    if (this.#known.size > MOST_KNOWN) for (const oldest of this.#known.keys()) return this.#known.delete(oldest), name
    return name
  }
}

/** What a request proves itself with, in a form that nobody could use. */
const markOf = (request: FastifyRequest): string => createHash('sha256').update(presented(request)?.token ?? request.headers.authorization ?? '').digest('base64url')
