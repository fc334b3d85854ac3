import { isPaperclipError, PaperclipError } from '../domain/error.ts'
import { LOCAL_OPERATOR } from '../domain/principal.ts'
import type { AuditRecord } from '../domain/audit.ts'
import type { Webhook } from '../domain/webhook.ts'
import { all, eachOf } from '../operations/find.ts'
import { takeInHand, type Taken, type Wanted } from '../operations/webhooks/take-in-hand.ts'
import { tellsOf } from '../policy/webhook-records.ts'
import { read, type Deps } from '../operations/work.ts'
import type { Actor } from './door.ts'

/** A webhook that is told what happens, and of which records. */
export interface ToldWebhook { companyId: string; webhook: Webhook; tells(record: Pick<AuditRecord, 'action'>): boolean }

/** What webhooks have to tell, for whoever sends it. */
export interface Deliveries {
  /** The webhooks of every company, or of one, that are told what happens; `tells` says whether one is told of a record. */
  webhooks(companyId?: string): AsyncGenerator<ToldWebhook>
  /** Takes a webhook in hand, if it has something to tell and no other node has it. */
  take(wanted: Wanted): Promise<Taken>
}

/** Of all companies, so only at the machine itself. */
export function deliveriesOf(deps: Deps, by: Actor): Deliveries {
  if (by.id !== LOCAL_OPERATOR.id) throw new PaperclipError('forbidden', 'What is sent for every company is the machine\'s own business, nobody else\'s.')
  const ofCompany = (companyId: string): Promise<Webhook[]> => read(deps, companyId, view => all(view, 'webhook', { where: { revokedAt: null }, by: 'createdAt' })).catch((error: unknown) => {
    if (isPaperclipError(error) && error.code === 'not_found') return []                                  // it was deleted meanwhile
    throw error
  })
  return {
    async *webhooks(only) {
      if (only !== undefined) {
        for (const webhook of await ofCompany(only)) yield told(only, webhook)
        return
      }
      for await (const { id: companyId } of eachOf(after => deps.store.instance.companies({ after }))) for (const webhook of await ofCompany(companyId)) yield told(companyId, webhook)
    },
    take: wanted => takeInHand(deps, wanted),
  }
}

const told = (companyId: string, webhook: Webhook): ToldWebhook => ({ companyId, webhook, tells: record => tellsOf(webhook, record) })
