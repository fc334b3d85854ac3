import { finished } from 'node:stream'
import { PaperclipError } from '@paperclip/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { callerOfRequest } from '../access/known-caller.ts'

/** How many streams each caller has open here. */
export class OpenStreams {
  readonly #most: number
  readonly #open = new Map<string, number>()

  constructor(most: number) {
    this.#most = most
  }

  /** Counts the answer of a request as a stream until it is over. Throws `rate_limited` where its caller has as many as there may be. */
  enter(request: FastifyRequest, { raw }: FastifyReply): void {
    const { kind, id } = callerOfRequest(request) ?? { kind: 'none', id: '' }, name = `${kind} ${id}`, open = this.#open.get(name) ?? 0
    if (open >= this.#most) throw new PaperclipError('rate_limited', `You have ${this.#most} streams open, and there may be no more. Close some first.`)
    this.#open.set(name, open + 1)
    finished(raw, () => {
      const left = (this.#open.get(name) ?? 1) - 1
      if (left > 0) this.#open.set(name, left)
      else this.#open.delete(name)
    })
  }
}
