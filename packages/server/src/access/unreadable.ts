import { PaperclipError } from '@paperclip/core'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { SAFE_HEADERS } from '../http/headers.ts'
import { problemOf } from '../http/problem.ts'
import { askedAt, foreignHost } from './hosts.ts'

/** Answers what has an address that leads to no route because it cannot be read: no hook of a route sees that. */
export const answerUnreadable = (urls: () => readonly string[]) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
  const isLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH'
  const [status, problem] = askedAt(urls(), request)
    ? [isLong ? 414 : 400, problemOf(isLong ? new PaperclipError('too_large', 'A part of the address is longer than any id or name here.') : new PaperclipError('invalid_input', 'The address cannot be read: it has a % that no two hexadecimal digits of UTF-8 follow.'))] as const
    : [421, foreignHost()] as const
  void reply.code(status).headers(SAFE_HEADERS).type('application/problem+json').send(JSON.stringify({ ...problem, status }))
}
