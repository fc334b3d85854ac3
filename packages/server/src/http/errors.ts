import { PaperclipError } from '@paperclip/core'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import type { ServerContext } from '../server-context.ts'
import { BYTES } from './bytes.ts'
import { problemOf, type Problem } from './problem.ts'

type Asked = Pick<FastifyRequest, 'routeOptions'>

const OURS: ReadonlyMap<string, (error: FastifyError, asked: Asked) => PaperclipError> = new Map<string, (error: FastifyError, asked: Asked) => PaperclipError>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', () => new PaperclipError('too_large', 'The body is larger than this takes.')],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', (error, asked) => new PaperclipError('invalid_input', `${error.message}. ${wantedBy(asked)}`)],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', () => new PaperclipError('invalid_input', 'The body is empty, and its type says that it is JSON. Send {} or leave the type out.')],
  ['FST_ERR_CTP_INVALID_JSON_BODY', () => new PaperclipError('invalid_input', 'The body is not JSON.')],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', () => new PaperclipError('invalid_input', 'The body is not as long as it was said to be.')],
])

/** In which type a route takes its body. */
const wantedBy = ({ routeOptions: { config } }: Asked): string => (Reflect.get(Object(config), 'media') === BYTES ? `Send the bytes: Content-Type: ${BYTES}.` : 'Send JSON: Content-Type: application/json.')

/** When to come again where nobody knows when there is room. */
const SOON_S = 10

/** Tells every error as a problem, and logs those that are ours to mend. */
export function tellErrors(app: FastifyInstance, { logger }: Pick<ServerContext, 'logger'>): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const known = OURS.get(error.code)?.(error, request) ?? malformed(error)
    const problem = toldOf(known, request)
    if (problem.status >= 500) logger.error('A request failed.', { requestId: request.id, method: request.method, route: request.routeOptions.url, error })
    if (known instanceof PaperclipError && known.code === 'rate_limited' && !reply.hasHeader('retry-after')) reply.header('retry-after', SOON_S)
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="paperclip"')
    return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem))
  })
  app.setNotFoundHandler((_, reply) => {
    const problem = problemOf(new PaperclipError('not_found', 'There is no such address here.'))
    return reply.code(404).type('application/problem+json').send(JSON.stringify(problem))
  })
}

/** Whoever named a version, and was late, hears that it was this. */
function toldOf(known: unknown, { headers }: Pick<FastifyRequest, 'headers'>): Problem {
  const problem = problemOf(known)
  return problem.reason === 'stale_revision' && headers['if-match'] !== undefined ? { ...problem, status: 412 } : problem
}

/** What fastify itself refuses (a URL that cannot be read, a header too many) is the caller's. */
const malformed = (error: FastifyError): unknown => (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 && error.name !== 'PaperclipError'
  ? new PaperclipError(error.statusCode === 429 ? 'rate_limited' : 'invalid_input', error.message) : error)
