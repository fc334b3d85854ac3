import { PaperclipError } from '../../domain/error.ts'
import type { Company } from '../../domain/company.ts'
import type { Outbox, Webhook } from '../../domain/webhook.ts'
import { tellsOf } from '../../policy/webhook-records.ts'
import { first, need } from '../find.ts'
import { feed } from '../log/feed.ts'
import { companyKey } from '../secrets/company-key.ts'
import { openValue, placeOf } from '../secrets/seal.ts'
import { read, type Deps } from '../work.ts'
import { Hand } from './hand.ts'

/** How soon it is looked again whether another node is done with it. */
const LOOK_MS = 1_000
/** How many records that are not for a webhook are passed before that is written down. */
const FAR = 1_000

/** Which webhook; `past` is how far it is known that there is nothing for it. */
export interface Wanted { companyId: string; webhookId: string; past?: number }

/** What came of asking for a webhook: it is in hand, there is nothing to tell (up to a record), it is to be asked again after a time, or there is no such webhook any more. */
export type Taken = { kind: 'hand'; hand: Hand } | { kind: 'idle'; past: number } | { kind: 'later'; ms: number } | { kind: 'gone' }

interface Found { webhook: Webhook; company: Company; outbox: Outbox; isAsked: boolean; box: string }

/** Takes a webhook in hand, if it has something to tell and no other node has it. While it has nothing to tell nothing is written. */
export async function takeInHand(deps: Deps, wanted: Wanted): Promise<Taken> {
  const found = await look(deps, wanted)
  if (!found) return { kind: 'gone' }
  const { outbox, isAsked } = found, now = await deps.store.alarms.now()
  if (!isAsked && outbox.dueAt !== null && outbox.dueAt > now) return { kind: 'later', ms: outbox.dueAt.getTime() - now.getTime() }
  const start = Math.max(outbox.seq, wanted.past ?? 0), next = isAsked ? { seq: start, isThere: true } : await seek(deps, wanted, { webhook: found.webhook, start })
  if (!next.isThere && next.seq - outbox.seq < FAR) return { kind: 'idle', past: next.seq }
  const fence = await lease(deps, wanted, now)
  if (fence === 'held') return { kind: 'later', ms: LOOK_MS }
  if (fence === 'gone') return { kind: 'gone' }
  const hand = new Hand(deps, { ...found, ...wanted, secret: await secretOf(deps, wanted, found.box), fence: fence.fence, outbox: { ...fence, seq: next.isThere ? fence.seq : Math.max(fence.seq, next.seq) }, takenAt: now })
  if (next.isThere) return { kind: 'hand', hand }
  await hand.release()
  return { kind: 'idle', past: next.seq }
}

async function look(deps: Deps, { companyId, webhookId }: Wanted): Promise<Found | undefined> {
  try {
    return await read(deps, companyId, async view => {
      const [webhook, outbox, sealed] = await Promise.all([view.get('webhook', webhookId), view.get('outbox', webhookId), view.get('sealed', webhookId)])
      if (!webhook || webhook.revokedAt !== null || !outbox || !sealed) return undefined
      const asked = await first(view, 'deadLetter', { where: { webhookId, status: 'again' }, by: 'seq' })
      return { webhook, outbox, isAsked: asked !== undefined, company: await need(view, 'company', companyId), box: sealed.box }
    })
  } catch (error) {
    if (error instanceof PaperclipError && error.code === 'not_found') return undefined                    // the company was deleted
    throw error
  }
}

/** The first record after `start` that is for a webhook, or how far there is none. */
async function seek(deps: Deps, { companyId }: Wanted, { webhook, start }: { webhook: Webhook; start: number }): Promise<{ seq: number; isThere: boolean }> {
  let seq = start
  for await (const record of feed(deps, companyId, start)) {
    if (tellsOf(webhook, record)) return { seq, isThere: true }
    seq = record.seq
  }
  return { seq, isThere: false }
}

/** Leases a webhook by the store's own clock: the row as it then stands. */
function lease({ store, limits, node: owner }: Deps, { companyId, webhookId }: Wanted, now: Date): Promise<Outbox | 'held' | 'gone'> {
  return store.transact(companyId, async tx => {
    const standing = await tx.get('outbox', webhookId)
    if (!standing) return 'gone'
    if (standing.leaseUntil !== null && standing.leaseUntil > now) return 'held'
    const leased = { ...standing, owner, fence: standing.fence + 1, leaseUntil: new Date(now.getTime() + limits.leaseMs) }
    await tx.put('outbox', leased)
    return leased
  })
}

async function secretOf(deps: Deps, { companyId, webhookId }: Wanted, box: string): Promise<string> {
  const key = await companyKey(deps, companyId)
  if (!key) throw new PaperclipError('misconfigured', 'The key of this company\'s secrets is gone: its webhooks cannot sign any more. Revoke them, and make others.')
  return openValue({ key, place: placeOf(companyId, webhookId) }, box)
}
