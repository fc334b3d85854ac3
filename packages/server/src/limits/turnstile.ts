import { hash } from 'node:crypto'
import { isPaperclipError, type Clock } from '@paperclip/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callerOfRequest } from '../access/known-caller.ts'
import { presented } from '../access/token.ts'
import { asAnswersLeave } from '../http/as-answers-leave.ts'
import { addressOf, limitersOf, type Limiter } from './limiter.ts'
import type { Limits } from './limits.ts'
import { Lines, type Places } from './lines.ts'
import { Tries } from './tries.ts'
import { Turns } from './turns.ts'

const MINUTE_MS = 60_000
/** Of how many tokens it is remembered whose they were. */
const MOST_KNOWN = 20_000

/** Of one line, or of one address, so many are begun in one turn of the event loop. */
const AT_ONCE = 8

declare module 'fastify' {
  interface FastifyRequest {
    /** Frees its place in the line of whoever asks. */
    leaveLine: (() => void) | null
  }
}

/** Who comes, to what is for whom, how they are let in, and in which of their lines they wait for it; null for what goes on for long and has none. */
interface Coming { who: string; request: FastifyRequest; reply: FastifyReply; line: keyof Places | null; admit(): Promise<object> }

/** Somebody who is known: by which name they are counted, and in whose line they stand. */
interface Known { name: string; line: string }

/**
 * Counts whoever comes, before anything is done for them: those who are known by who they are, all others by where they come from. What somebody proves with a token that was good a
 * moment ago counts as theirs, so that a crowd of strangers behind the same address does not shut them out. Whoever is known stands in a line of their own: the keys and agents of a company in one together.
 */
export class Turnstile {
  readonly tries: Tries
  readonly #callers: Limiter
  readonly #strangers: Limiter
  readonly #lines: Lines
  readonly #turns = new Turns(AT_ONCE)
  readonly #known = new Map<string, Known>()

  private constructor({ tries, callers, strangers, lines }: { tries: Tries; callers: Limiter; strangers: Limiter; lines: Lines }) {
    this.tries = tries
    this.#callers = callers
    this.#strangers = strangers
    this.#lines = lines
  }

  static async on(app: FastifyInstance, { clock, limits: { requests, strangers, tries, looks, changes } }: { clock: Clock; limits: Limits }): Promise<Turnstile> {
    const limiter = await limitersOf(app, clock)
    app.decorateRequest('leaveLine', null)
    asAnswersLeave(app, ({ leaveLine }) => leaveLine?.())                  // not once it was sent: answers of one connection wait for each other
    return new Turnstile({
      tries: new Tries(limiter, tries), lines: new Lines({ looks, changes }),
      callers: limiter({ most: requests, withinMs: MINUTE_MS, said: `You asked more than ${requests} times within a minute.` }),
      strangers: limiter({ most: strangers, withinMs: MINUTE_MS, said: `Your address asked more than ${strangers} times within a minute without being let in.` }),
    })
  }

  /** Lets somebody in as `admit` does, unless they came too often. */
  async letIn(coming: Coming): Promise<object> {
    const { who, request, reply, admit } = coming, mark = markOf(request), known = who === 'anyone' ? undefined : this.#known.get(mark)
    await this.#turns.enter(known?.line ?? addressOf(request), reply.raw)
    if (who === 'anyone') {
      await this.#strangers.take({ request, reply })
      return admit()
    }
    await (known === undefined ? this.#strangers.look({ request, reply }) : this.#enter(known, coming))
    try {
      const admitted = await admit()
      if (known === undefined) await this.#enter(this.#remember(mark, request), coming)
      return admitted
    } catch (error) {
      if (isPaperclipError(error) && error.code === 'unauthorized') {
        this.#known.delete(mark)
        await this.#strangers.take({ request, reply })
      } else if (known === undefined && callerOfRequest(request)) await this.#callers.take({ request, reply, name: this.#remember(mark, request).name })
      throw error
    }
  }

  async #enter({ name, line }: Known, { request, reply, line: kind }: Coming): Promise<void> {
    await this.#callers.take({ request, reply, name })
    if (kind !== null) request.leaveLine = await this.#lines.enter({ name: line, kind, raw: reply.raw })
  }

  #remember(mark: string, request: FastifyRequest): Known {
    const caller = callerOfRequest(request), name = caller ? `${caller.kind} ${caller.id}` : `token ${mark}`, known = { name, line: caller?.companyId ?? name }
    this.#known.set(mark, known)
    if (this.#known.size > MOST_KNOWN) for (const oldest of this.#known.keys()) return this.#known.delete(oldest), known
    return known
  }
}

/** What a request proves itself with, in a form that nobody could use. */
const markOf = (request: FastifyRequest): string => hash('sha256', presented(request)?.token ?? request.headers.authorization ?? '', 'base64url')
