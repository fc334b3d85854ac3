import type { FastifyInstance } from 'fastify'
import { PaperclipError } from '@paperclip/core'
import { problemOf } from '../http/problem.ts'

const LOOKING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The hosts and origins of these addresses, to the letter. */
export function exactly(urls: readonly string[]): { hosts: ReadonlySet<string>; origins: ReadonlySet<string> } {
  const parsed = urls.map(url => new URL(url))
  return { hosts: new Set(parsed.map(({ host }) => host.toLowerCase())), origins: new Set(parsed.map(({ origin }) => origin)) }
}

/**
 * Answers only what was asked of this host by its own names, before anything else looks at it: a name that leads here by somebody else's doing gets 421.
 * What changes something comes from pages of this host or from no page at all.
 */
export function guardHosts(app: FastifyInstance, urls: () => readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    const { hosts, origins } = exactly(urls())
    const asked = request.headers.host?.toLowerCase() ?? ''
    if (!hosts.has(asked)) {
      const problem = problemOf(new PaperclipError('forbidden', 'This server does not answer for this host. Open it by the address it was given (--public-url).'))
      return reply.code(421).type('application/problem+json').send({ ...problem, status: 421 })
    }
    const { origin } = request.headers
    if (origin !== undefined && !origins.has(origin)) throw new PaperclipError('forbidden', 'This page is of another site, and that is not answered.')
    if (origin === undefined && !LOOKING.has(request.method) && request.headers['sec-fetch-site'] !== undefined && request.headers['sec-fetch-site'] !== 'same-origin') throw new PaperclipError('forbidden', 'This page is of another site, and that is not answered.')
    return undefined
  })
}
