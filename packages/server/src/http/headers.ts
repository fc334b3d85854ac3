import type { FastifyInstance } from 'fastify'
import { asAnswersLeave } from './as-answers-leave.ts'

/** What browsers are told about every answer: nothing foreign in our pages, our pages in nothing foreign, nothing kept. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cache-control': 'no-store',
}

export function sendSafeHeaders(app: FastifyInstance): void {
  const safe = Object.entries(SAFE_HEADERS)
  asAnswersLeave(app, (_, reply) => {
    for (const [name, value] of safe) if (!reply.hasHeader(name)) reply.header(name, value)
  })
}
