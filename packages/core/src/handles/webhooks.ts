import type { Outbox, Webhook } from '../domain/webhook.ts'
import { need } from '../operations/find.ts'
import type { Governed } from '../operations/governance/govern.ts'
import { newWebhook, type MadeWebhook, type WebhookInput } from '../operations/webhooks/set-webhook.ts'
import type { Door, ListQuery, VerbOptions } from './door.ts'
import { toldOnce } from './told-once.ts'

/** A webhook as it is listed, with how far it has come: the last record it is past, and what went wrong if something does. */
export type ShownWebhook = Webhook & Pick<Outbox, 'seq' | 'attempts' | 'dueAt' | 'problem' | 'deliveredAt'>

export const webhookVerbs = (door: Door) => {
  const { act, look, list, deps, companyId } = door, made = toldOnce(door, 'webhook.create', (input: WebhookInput) => newWebhook(deps, companyId, input))
  const shown = (webhook: Webhook): Promise<ShownWebhook> => look(async view => {
    const { seq = 0, attempts = 0, dueAt = null, problem = null, deliveredAt = null } = await view.get('outbox', webhook.id) ?? {}
    return { ...webhook, seq, attempts, dueAt, problem, deliveredAt }
  })
  return {
    /** Makes a webhook: an address outside that is told what happens from now on. Its secret is told this once. */
    create: async (input: WebhookInput, options?: VerbOptions): Promise<MadeWebhook> => {
      const { row: webhook, secret } = await made.create(input, options)
      return { webhook, secret }
    },
    /** The same, or asks the board where it takes two: it tells what happens once the board has said yes. */
    propose: async (input: WebhookInput, options?: VerbOptions & { reason?: string }): Promise<{ secret: string; outcome: Governed }> => {
      const { secret, outcome } = await made.propose(input, options)
      return { secret, outcome }
    },
    /** Ends a webhook at once. */
    revoke: (webhook: string, options?: VerbOptions) => act('webhook.revoke', { webhook }, options),
    /** Tells once more what was given up: the records with these numbers, or all. */
    redeliver: (webhook: string, seqs: readonly number[] | null = null, options?: VerbOptions) => act('webhook.redeliver', { webhook, seqs: seqs && [...seqs] }, options),
    get: async (webhook: string): Promise<ShownWebhook> => shown(await look(view => need(view, 'webhook', webhook))),
    list: async (query: ListQuery<'webhook'> = {}) => {
      const { rows, next } = await list('webhook', { by: 'createdAt', ...query })
      return { rows: await Promise.all(rows.map(shown)), next }
    },
    /** What it could not tell and gave up. */
    deadLetters: async (webhook: string, query: ListQuery<'deadLetter'> = {}) => {
      await look(view => need(view, 'webhook', webhook))
      return list('deadLetter', { by: 'seq', ...query, where: { ...query.where, webhookId: webhook } })
    },
  }
}
