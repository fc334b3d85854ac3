import { hash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/** How a browser reaches this: encrypted, or not. */
export type Way = 'secure' | 'plain'

/** The cookie of a signed-in browser, or of one on its way to a provider of sign-ins. Over HTTPS its name alone keeps it to this host. */
export const cookieName = (way: Way, of: 'paperclip' | 'paperclip-oidc' = 'paperclip'): string => (way === 'secure' ? `__Host-${of}` : of)

/** What sets a cookie: no script reads it, no other site brings it along. */
export const setCookie = (way: Way, { name, value, maxAge }: { name: string; value: string; maxAge: number }): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}${way === 'secure' ? '; Secure' : ''}`

/** What a request proves itself with, and how: only what a browser adds by itself needs a second proof. */
export interface Presented { token: string; by: 'header' | 'cookie' }

/** The token of a request. A header wins over a cookie; nothing else is looked at, no query and no body. */
export function presented({ headers, cookies }: Pick<FastifyRequest, 'headers' | 'cookies'>): Presented | undefined {
  const [, bearer] = /^Bearer ([\w]+)$/.exec(headers.authorization ?? '') ?? []
  if (bearer !== undefined) return { token: bearer, by: 'header' }
  if (headers.authorization !== undefined) return undefined
  const cookie = cookies[cookieName('secure')] ?? cookies[cookieName('plain')]
  return cookie === undefined ? undefined : { token: cookie, by: 'cookie' }
}

/** What follows `Bearer` in a request, whatever it is: not every proof is a token. */
export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined => /^Bearer ([\x21-\x7e]+)$/.exec(headers.authorization ?? '')?.[1]

/** What a page must send along with whatever it changes, so that no other site can do it in its place. */
export const csrfOf = (token: string): string => hash('sha256', `csrf:${token}`, 'base64url')

export const isCsrf = (token: string, given: unknown): boolean => isSame(csrfOf(token), typeof given === 'string' ? given : '')

/** Compares what proves something, in a time that tells nothing of where it differs. */
export function isSame(given: string, kept: string): boolean {
  const [one, other] = [given, kept].map(text => hash('sha256', text, 'buffer'))
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}
