import type { Hook, HookInput } from '@paperclip/core'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { rawOf } from '../http/raw-body.ts'
import { addressOf } from '../limits/limiter.ts'
import type { ServerContext } from '../server-context.ts'
import { ANYTHING, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { list, look, part } from './look.ts'
import { forAnyone, forBoard, Reply, type Route } from './route.ts'

const tag = 'Hooks'
const HOOK = rowOf('hook')
const BODY = Type.Unsafe<HookInput>(Type.Object({
  name: Type.String({ maxLength: 100 }), to: Type.String({ maxLength: 200, description: 'The agent, or the manager of the team.' }),
  audience: Type.Optional(Type.String({ enum: ['agent', 'team'] })), source: Type.String({ maxLength: 64, description: 'What its signals say as their source.' }),
}, { additionalProperties: false }))
const MADE = Type.Object({ hook: HOOK, url: Type.String({ description: 'Where to send to.' }), secret: Type.String({ description: 'What to sign with; told this once.' }) })
const ASKED = Type.Object({ url: Type.String(), secret: Type.String({ description: 'Good once the board has said yes.' }), kind: Type.Literal('waiting'), approval: rowOf('approval') })
const SIGNED = 'As Standard Webhooks are: `webhook-id`, `webhook-timestamp` in seconds, and `webhook-signature`, `v1,` and the HMAC-SHA256 of `id.timestamp.body` in Base64. What comes again with the same id is taken once; the very same message again is refused.'

/** Where signed data comes in from outside. */
export const hookRoutes: readonly Route[] = [
  list({ path: '/hooks', tag, summary: 'Lists hooks', noun: 'hook', of: HOOK, list: (company, query) => company.hooks.list(query) }),
  look({ path: '/hooks/:hook', tag, summary: 'A hook', answer: HOOK, see: (company, params): Promise<Hook> => company.hooks.get(part(params, 'hook')) }),
  forBoard({
    method: 'POST', path: '/hooks', tag, act: 'hook.create', repeated: 'Idempotency-Key', summary: 'Makes a hook; its secret is told this once: a request that is sent again with its `Idempotency-Key` makes no second hook, and is a conflict', body: BODY, replies: { 201: MADE, 202: ASKED },
    async handle({ company, body, context, once }) {
      const { address, secret, outcome } = await company.hooks.propose(body, once), url = urlOf(context, address)
      return outcome.kind === 'done' ? new Reply(201, { url, secret, hook: outcome.value }) : new Reply(202, { url, secret, ...outcome })
    },
  }),
  deed('hook.revoke', { path: '/hooks/:hook/revoke', tag, summary: 'Ends a hook at once', answer: HOOK, from: { hook: 'hook' } }),
  forAnyone({
    why: 'the signature is the proof', method: 'POST', path: '/hooks/:address', tag, repeated: 'by nature', summary: 'Brings data in, signed', description: SIGNED, body: ANYTHING, signed: 'bytes', replies: { 204: null },
    tries: request => `hook ${String(Reflect.get(Object(request.params), 'address'))} from ${addressOf(request)}`,                // so that nobody keeps another's signature waiting
    async handle({ context, params, request }) {
      const said = (name: string): string => headerOf(request, name)
      await context.paperclip.access.receive(part(params, 'address'), { id: said('webhook-id'), timestamp: said('webhook-timestamp'), signature: said('webhook-signature'), body: rawOf(request) })
      return null
    },
  }),
]

/** The address by which people reach the server; nothing is asked of a server before it has one. */
const urlOf = ({ settings: { publicUrls: [first = ''] } }: ServerContext, address: string): string => `${first.replace(/\/$/, '')}/api/v1/hooks/${address}`

function headerOf({ headers }: FastifyRequest, name: string): string {
  const value = headers[name]
  return typeof value === 'string' ? value : ''
}
