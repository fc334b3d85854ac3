import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PaperclipError } from '@paperclip/core'
import { problemOf, type Problem } from '../http/problem.ts'
import { isLoopback } from './reachable.ts'

const LOOKING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The hosts and origins of these addresses, to the letter. */
export function exactly(urls: readonly string[]): { hosts: ReadonlyMap<string, URL>; origins: ReadonlySet<string> } {
  const known = read.get(urls)
  if (known) return known
  const parsed = urls.map(url => new URL(url))
  const exact = { hosts: new Map(parsed.map(url => [url.host.toLowerCase(), url])), origins: new Set(parsed.map(({ origin }) => origin)) }
  read.set(urls, exact)
  return exact
}

const read = new WeakMap<readonly string[], ReturnType<typeof exactly>>()

/** By which of these addresses a request came. */
export const askedAt = (urls: readonly string[], { headers }: FastifyRequest): URL | undefined => exactly(urls).hosts.get(headers.host?.toLowerCase() ?? '')

/** True if a browser reaches this by an encrypted connection. */
export const isAskedSecurely = (urls: readonly string[], request: FastifyRequest): boolean => askedAt(urls, request)?.protocol === 'https:'

/** True if this was asked by a name of this machine itself. */
export const isAskedHere = (urls: readonly string[], request: FastifyRequest): boolean => isLoopback(askedAt(urls, request)?.hostname ?? '')

/** True of what a page of another site asked. */
function isForeign({ method, headers }: FastifyRequest, origins: ReadonlySet<string>): boolean {
  if (headers.origin !== undefined) return !origins.has(headers.origin)
  const site = headers['sec-fetch-site']
  return !LOOKING.has(method) && site !== undefined && site !== 'same-origin'
}

/** What is told where a host is asked for that is not ours. */
export const foreignHost = (): Problem => ({ ...problemOf(new PaperclipError('forbidden', 'This server does not answer for this host. Open it by the address it was given (--public-url).')), status: 421 })

/**
 * Answers only what was asked of this host by its own names, before anything else looks at it: a name that leads here by somebody else's doing gets 421.
 * What changes something comes from pages of this host or from no page at all.
 */
export function guardHosts(app: FastifyInstance, urls: () => readonly string[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origins } = exactly(urls())
    if (!askedAt(urls(), request) || request.raw.url?.startsWith('/') !== true) {                  // an address with a host of its own would go before the header
      return void reply.code(421).type('application/problem+json').send(foreignHost())
    }
    done(isForeign(request, origins) ? new PaperclipError('forbidden', 'This page is of another site, and that is not answered.') : undefined)
  })
}
