import type { WebhookInput } from '@paperclip/core'
import { Type } from 'typebox'
import { z } from 'zod'
import { pageOf, rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { asked, listQuery } from './list-query.ts'
import { look, part } from './look.ts'
import { forBoard, Reply, type Route } from './route.ts'

const tag = 'Webhooks'
/** A webhook with how far it has come: `problem` says what went wrong the last time, if anything did. */
const WEBHOOK = rowOf('webhook', { and: { seq: z.int().optional(), attempts: z.int().optional(), dueAt: z.date().nullable().optional(), problem: z.string().nullable().optional(), deliveredAt: z.date().nullable().optional() } })
const BODY = Type.Unsafe<WebhookInput>(Type.Object({
  name: Type.String({ maxLength: 100 }), url: Type.String({ maxLength: 2_000, description: 'Where to send to: https, and a public address unless the installation allows another.' }),
  kind: Type.Optional(Type.String({ enum: ['records', 'approvals'], description: '`records` of the audit log, or only that a question waits for the board.' })),
  records: Type.Optional(Type.Union([Type.Array(Type.String(), { minItems: 1, maxItems: 100 }), Type.Null()], { description: 'Actions, or how they begin: `task.finish`, `task`. All unless said.' })),
}, { additionalProperties: false }))
const SECRET = Type.String({ description: 'What it signs with; told this once.' })

/** Where what happens is told to the outside. */
export const webhookRoutes: readonly Route[] = [
  forBoard({
    method: 'GET', path: '/webhooks', tag, summary: 'Lists webhooks, and how far each has come', query: listQuery([]), replies: { 200: pageOf(WEBHOOK) },
    handle: ({ company, query }) => company.webhooks.list(asked('webhook', query)),
  }),
  look({ path: '/webhooks/:webhook', tag, summary: 'A webhook, and how far it has come', answer: WEBHOOK, see: (company, params) => company.webhooks.get(part(params, 'webhook')) }),
  forBoard({
    method: 'POST', path: '/webhooks', tag, act: 'webhook.create', repeated: 'Idempotency-Key', summary: 'Makes a webhook: an address that is told what happens from now on; its secret is told this once: a request that is sent again with its `Idempotency-Key` makes no second one, and is a conflict',
    description: 'Each record is sent at least once, in the order of the log, signed as Standard Webhooks are: `webhook-id` (the same whenever it is sent), `webhook-timestamp`, and `webhook-signature`. What is not answered with 2xx within 15 seconds is sent again after growing waits, and after 8 attempts lies with the dead letters.',
    body: BODY, replies: { 201: Type.Object({ secret: SECRET, webhook: rowOf('webhook') }), 202: Type.Object({ secret: SECRET, kind: Type.Literal('waiting'), approval: rowOf('approval') }) },
    async handle({ company, body, once }) {
      const { secret, outcome } = await company.webhooks.propose(body, once)
      return outcome.kind === 'done' ? new Reply(201, { secret, webhook: outcome.value }) : new Reply(202, { secret, ...outcome })
    },
  }),
  deed('webhook.revoke', { path: '/webhooks/:webhook/revoke', tag, summary: 'Ends a webhook at once', answer: rowOf('webhook'), from: { webhook: 'webhook' } }),
  forBoard({
    method: 'GET', path: '/webhooks/:webhook/dead-letters', tag, summary: 'Lists what a webhook could not tell and gave up', query: listQuery([]), replies: { 200: pageOf(rowOf('deadLetter')) },
    handle: ({ company, params, query }) => company.webhooks.deadLetters(part(params, 'webhook'), { ...asked('deadLetter', query), where: {} }),
  }),
  deed('webhook.redeliver', { path: '/webhooks/:webhook/redeliver', tag, summary: 'Tells once more what was given up: these records, or all', answer: rowOf('webhook'), from: { webhook: 'webhook' } }),
]
