import { PaperclipError } from '@paperclip/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Places } from '../limits/lines.ts'
import type { Route } from '../routes/route.ts'
import { Reply } from '../routes/route.ts'
import type { ServerContext } from '../server-context.ts'
import { ACT_INPUT, isCheckedByCore } from '../wire/act-input.ts'
import { picker } from '../wire/pick.ts'
import { isKeyUnheeded } from './idempotency-key.ts'
import { IF_MATCH, isUnheeded } from './if-match.ts'
import { keepRaw } from './raw-body.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What whoever calls was let in with. */
    admitted: object | null
  }
}

/** A body that core checks: the door lets it through as it is. */
const CHECKED_BY_CORE = { [ACT_INPUT]: 'by core' }

/** Mounts routes: each is checked, gated, and answers only what it declares. What they declare is told elsewhere (`documentOf`). */
export function mount(app: FastifyInstance, routes: readonly Route[], context: ServerContext): void {
  app.decorateRequest('admitted', null)
  for (const route of routes) {
    const { method, path, query, body, replies, serve, access, bodyLimit } = route
    app.route({
      method, url: path,
      ...bodyLimit === undefined ? {} : { bodyLimit },
      preParsing: route.signed ? async (request, _reply, payload) => keepRaw(request, payload) : [],
      config: { access: access.who, ...route.media === undefined ? {} : { media: route.media } },
      schema: {
        ...route.precondition ? { headers: IF_MATCH } : {}, querystring: query ?? NOTHING,
        ...body ? { body: isCheckedByCore(body) ? CHECKED_BY_CORE : body } : {},
      },
      async onRequest(request, reply) {
        request.admitted = await context.turnstile.letIn({ who: access.who, request, reply, line: lineOf(route), admit: () => route.admit(context.gate, request) })
        if (isUnheeded(request, route)) throw new PaperclipError('invalid_input', 'If-Match: this changes nothing that is read with an ETag. Leave the header out.', { fields: [{ field: 'If-Match', problem: 'has no place here' }] })
        if (isKeyUnheeded(request, route)) throw new PaperclipError('invalid_input', 'Idempotency-Key: nothing is kept of this that could be answered again. Leave the header out.', { fields: [{ field: 'Idempotency-Key', problem: 'has no place here' }] })
      },
      async handler(request, reply) {
        const { params, query: asked, body: given = null } = request
        const key = request.headers['idempotency-key']
        const wentWell = route.tries && await context.turnstile.tries.begin({ request, reply, at: route.tries(request) })
        // Written into what it was let in with: V8 lays a copy by `...` out among old objects after a while, and whatever those name outlives every small collection.
        const call = Object.assign(request.admitted ?? {}, { context, params: params as Record<string, string>, query: asked, body: given, once: typeof key === 'string' ? { key } : {}, request, reply })          // the router makes params of texts
        const standing = route.standing?.(call), kept = standing && context.answers.find(standing, request.url)
        if (standing && isKnown(request, reply, standing.seq)) return reply.code(304).send()
        if (kept) {
          reply.type(JSON_TYPE)
          return kept
        }
        const answer = await serve(call)
        wentWell?.()
        if (route.answers === 'stream') return reply
        const { status, body: told, headers } = answer instanceof Reply ? answer : new Reply(firstOf(replies), answer)
        reply.code(status).headers(headers)
        const shape = replies[status]
        if (told === null && !shape) return reply.send()
        if (told instanceof Uint8Array) return reply.send(Buffer.from(told))
        const text = JSON.stringify(shape ? picker(shape)(told) : told)
        if (standing) context.answers.keep(standing, request.url, text)
        reply.type(headers['content-type'] ?? JSON_TYPE)
        return text
      },
    })
  }
}

/** In which line of its caller a request of a route waits for its turn. */
const lineOf = ({ answers, method }: Route): keyof Places | null => (answers === 'stream' ? null : method === 'GET' ? 'looks' : 'changes')

/** Says as of which record an answer is. True where that is the one that is known already. */
function isKnown({ headers }: FastifyRequest, reply: FastifyReply, seq: number): boolean {
  const tag = `W/"${seq}"`
  reply.header('etag', tag)
  return headers['if-none-match']?.split(',').some(one => one.trim() === tag) ?? false
}

const JSON_TYPE = 'application/json; charset=utf-8'
/** A query without anything in it. */
export const NOTHING = { type: 'object', properties: {}, additionalProperties: false }
const firstOf = (replies: Route['replies']): number => Number(Object.keys(replies)[0] ?? 200)
