import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { PaperclipError } from '@paperclip/core'
import type { FastifyInstance } from 'fastify'
import { SAFE_HEADERS } from './headers.ts'
import { problemOf } from './problem.ts'

/** The most characters of an address. */
const LONGEST_URL = 8 * 1024

/** Answers what is no request at all: nobody read a route out of it, so this is all that is known. */
export function answerBroken(error: Error & { code?: string }, socket: Pick<Socket, 'destroyed' | 'writable' | 'write' | 'destroy'>): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const [status, detail] = whatIsBroken(error.code), body = JSON.stringify({ ...problemOf(new PaperclipError(status === 431 ? 'too_large' : 'invalid_input', detail)), status })
  const headers = { ...SAFE_HEADERS, 'content-type': 'application/problem+json', 'content-length': String(Buffer.byteLength(body)), connection: 'close' }
  if (socket.writable) socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
  socket.destroy(error)
}

function whatIsBroken(code: string | undefined): readonly [status: number, detail: string] {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW': return [431, 'The address and the headers are larger than this takes (16 KiB in all).']
    case 'ERR_HTTP_REQUEST_TIMEOUT': return [408, 'The request did not come to its end in time.']
    default: return [400, 'This is no HTTP request.']
  }
}

/** Refuses addresses that are longer than any here. */
export function capAddresses(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw: { url = '' } }, reply, done) => {
    if (url.length <= LONGEST_URL) return done()
    const problem = problemOf(new PaperclipError('too_large', `The address is longer than this takes (${LONGEST_URL} characters). Send less in the query.`))
    reply.code(414).type('application/problem+json').send({ ...problem, status: 414 })
  })
}
