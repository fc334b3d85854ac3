import { hash, randomUUID } from 'node:crypto'
import { PaperclipError } from '@paperclip/core'
import { Type } from 'typebox'
import type { Route } from '../routes/route.ts'
import { centsOf, microsOf } from './cents.ts'
import { served } from './incumbent-route.ts'
import { everyOne } from './every-one.ts'
import { notThere } from './not-there.ts'
import { Refused } from './refusal.ts'
import { act } from './steps.ts'

const ignored = Type.Optional(Type.Unknown())
const strict = { additionalProperties: false } as const
const tokens = Type.Optional(Type.Integer({ minimum: 0 }))
const COST = Type.Object({
  agentId: Type.String(), provider: Type.Optional(Type.String({ maxLength: 100 })), model: Type.Optional(Type.String({ maxLength: 200 })), inputTokens: tokens, cachedInputTokens: tokens, outputTokens: tokens,
  costCents: Type.Number({ minimum: 0, maximum: 100_000_000 }), idempotencyKey: Type.Optional(Type.String({ maxLength: 200 })), occurredAt: Type.Optional(Type.String()), billingType: Type.Optional(Type.String()),
  issueId: ignored, projectId: ignored, goalId: ignored, billingCode: ignored, biller: ignored,
}, strict)
const WAKE = Type.Object({ reason: Type.Optional(Type.Union([Type.String(), Type.Null()])), payload: ignored, forceFreshSession: Type.Optional(Type.Boolean()), source: ignored, triggerDetail: ignored, idempotencyKey: ignored }, strict)
const SUBSCRIPTION = new Set(['subscription', 'subscription_included'])

/** What thinking took, and waking others. */
export const errandRoutes: readonly Route[] = [
  served({
    method: 'POST', path: '/companies/:company/cost-events', summary: 'Reports what thinking took', body: COST, status: 201,
    async serve({ desk, me, runId, companyId, once, body }) {
      // What is answered is numbers and ids of ours: a text that was sent may hold a secret of the run.
      const { agentId, provider, model, inputTokens = 0, cachedInputTokens = 0, outputTokens = 0, costCents, billingType } = body
      if (agentId !== me) throw new PaperclipError('forbidden', 'agentId: you report what your own run took.')
      const id = body.idempotencyKey ?? once.key ?? `cost:${randomUUID()}`                       // two alike are two
      const { spentMicros, capMicros } = await desk.spend({
        id, provider: provider ?? null, model: model ?? null, inputTokens: inputTokens + cachedInputTokens, cachedTokens: cachedInputTokens, outputTokens, cost: microsOf(costCents),
        billing: billingType !== undefined && SUBSCRIPTION.has(billingType) ? 'imputed' : 'billed',
      })
      return { id: hash('sha256', `${runId} ${id}`).slice(0, 32), companyId, agentId, heartbeatRunId: runId, inputTokens, outputTokens, costCents, runSpentCents: centsOf(spentMicros), runCapCents: centsOf(capMicros) }
    },
  }),
  ...['/agents/:agent/wakeup', '/agents/:agent/heartbeat/invoke'].map(path => served({
    method: 'POST', path, summary: 'Wakes another agent', body: WAKE, status: 202,
    async serve({ desk, me, params, body: { reason, payload, forceFreshSession } }) {
      if (forceFreshSession === true) throw new Refused(501, 'forceFreshSession: an agent\'s sessions are not dropped from outside.')
      const other = (await everyOne(page => desk.colleagues(page))).find(({ id }) => id === params['agent']) ?? notThere('agent', params['agent'])
      if (other.id === me) return { status: 'skipped', agentId: me, reason: 'Nobody is woken by its own deeds.' }
      await act(desk, 'agent.wake', { agent: other.id })
      const words = [reason ?? '', payload === undefined || payload === null ? '' : JSON.stringify(payload)].filter(one => one !== '').join('\n\n')
      if (words !== '') await desk.say({ to: other.slug, body: words })
      return { status: 'queued', agentId: other.id }
    },
  })),
]
