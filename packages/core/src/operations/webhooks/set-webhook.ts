import { z } from 'zod'
import { conflict, notFound } from '../../domain/error.ts'
import { count, id } from '../../domain/fields.ts'
import { parse } from '../../domain/parse.ts'
import { webhook, type Webhook } from '../../domain/webhook.ts'
import { writeHookSecret } from '../../policy/webhook-signature.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { all, need } from '../find.ts'
import { closeIncidents } from '../waking/incident.ts'
import { companyKeyOrNew } from '../secrets/company-key.ts'
import { placeOf, sealValue } from '../secrets/seal.ts'
import { change, create, deed, type Deps, type Work } from '../work.ts'

const RULE = { agent: 'board', board: 'owner', weight: 'power' } as const
/** Webhooks of one company that are told at the same time. */
const MOST = 50
const { name, kind, records } = webhook.shape

const given = z.strictObject({
  name,
  /** Where to send to: `https://example.com/paperclip`. */
  url: webhook.shape.url.refine(isAddress, 'must be an http or https address without a name, a password or a #, like "https://example.com/paperclip"'),
  kind: kind.default('records'),
  /** Which records: actions, or how they begin (`task.finish`, `task`); null: all. */
  records: records.unwrap().min(1).max(100).nullable().default(null),
})
export type WebhookInput = z.input<typeof given>

/** A webhook that was just made. `secret` is told this once. */
export interface MadeWebhook { webhook: Webhook; secret: string }

/** Keeps a webhook whose secret was sealed already. It tells what happens from now on. */
export const createWebhook = defineAct({
  kind: 'webhook.create',
  input: given.extend({ id: id(), box: z.string().regex(/^v1\.[\w-]+$/) }),
  identity: input => [input.name, input.url, input.kind, input.records],
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { id: webhookId, box, ...said }): Promise<Webhook> {
    const { tx, now, by: { kind: createdByKind, id: createdById } } = work
    if (await tx.get('webhook', webhookId) ?? await tx.get('sealed', webhookId)) throw conflict('exists', 'This webhook exists already.')
    if ((await tx.list('webhook', { where: { revokedAt: null }, by: 'createdAt', limit: MOST })).rows.length >= MOST) throw conflict('wrong_state', `This company has ${MOST} webhooks, and there is room for no more. Revoke one that nobody needs.`)
    await tx.put('sealed', { id: webhookId, box })
    const made = await create(deed(work, 'webhook', 'webhook.create'), { id: webhookId, ...said, createdByKind, createdById, createdAt: now, revokedAt: null })
    await tx.put('outbox', { id: webhookId, seq: work.seq, attempts: 0, dueAt: null, problem: null, deliveredAt: null, owner: null, fence: 0, leaseUntil: null })
    return made
  },
})

/** Ends a webhook at once, and destroys its secret and what it could not tell. */
export const revokeWebhook = defineAct({
  kind: 'webhook.revoke',
  input: z.strictObject({ webhook: id() }),
  rule: { ...RULE, board: 'operator', weight: 'work', archived: 'allowed' },
  concern: ABOUT_NOBODY,
  async perform(work, { webhook: webhookId }): Promise<Webhook> {
    const standing = await need(work.tx, 'webhook', webhookId)
    if (standing.revokedAt !== null) return standing
    for (const { id: letter } of await all(work.tx, 'deadLetter', { where: { webhookId }, by: 'seq' })) await work.tx.remove('deadLetter', letter)
    await work.tx.remove('sealed', webhookId)
    await work.tx.remove('outbox', webhookId)
    await closeIncidents(work, ['webhook_failing'], { webhookId })
    return change(deed(work, 'webhook', 'webhook.revoke'), standing, { revokedAt: work.now })
  },
})

/** Tells once more what was given up: these records, or all. */
export const redeliver = defineAct({
  kind: 'webhook.redeliver',
  input: z.strictObject({ webhook: id(), seqs: z.array(count()).min(1).max(500).nullable().default(null) }),
  rule: { ...RULE, board: 'operator', weight: 'work' },
  concern: ABOUT_NOBODY,
  async perform(work, { webhook: webhookId, seqs }): Promise<Webhook> {
    const standing = await need(work.tx, 'webhook', webhookId)
    if (standing.revokedAt !== null) throw conflict('wrong_state', 'This webhook was revoked: it tells nothing any more.')
    for (const letter of await lettersOf(work, webhookId, seqs)) if (letter.status === 'dead') await work.tx.put('deadLetter', { ...letter, status: 'again' })
    return change(deed(work, 'webhook', 'webhook.redeliver'), standing, {})
  },
})

async function lettersOf({ tx }: Pick<Work, 'tx'>, webhookId: string, seqs: readonly number[] | null) {
  if (seqs === null) return all(tx, 'deadLetter', { where: { webhookId, status: 'dead' }, by: 'seq' })
  return Promise.all(seqs.map(async seq => {
    const letter = await tx.get('deadLetter', letterId(webhookId, seq))
    if (!letter) throw notFound('dead letter', String(seq))
    return letter
  }))
}

/** The id of what a webhook could not tell of a record. */
export const letterId = (webhookId: string, seq: number): string => `${webhookId}.${seq}`

/** Makes a secret, and the act's input that keeps it sealed. */
export async function newWebhook(deps: Deps, companyId: string, input: WebhookInput): Promise<{ secret: string; input: z.input<typeof createWebhook.input> }> {
  const said = parse(given, input, 'The webhook')
  const secret = writeHookSecret(Buffer.from(deps.ids.secret(), 'hex')), webhookId = deps.ids.next('whk')
  const key = await companyKeyOrNew(deps, companyId)
  return { secret, input: { ...said, id: webhookId, box: sealValue(deps.ids, { key, place: placeOf(companyId, webhookId) }, secret) } }
}

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}
