import type { Hand, Letter } from '@paperclip/core'
import { asRead } from '../wire/read-record.ts'

/** The body of a letter: what happened, when, where. The same whenever it is sent, as long as the log says the same. */
export function bodyOf({ company: { id, slug, name }, webhook }: Pick<Hand, 'company' | 'webhook'>, { record }: Letter, publicUrl: string): string {
  const company = { id, slug, name }
  switch (webhook.kind) {
    case 'records':
      return JSON.stringify({ type: record.action, timestamp: record.at, data: { company, record: asRead(record) } })
    case 'approvals': {
      const { actKind = null, proposedByKind = null, proposedById = null, expiresAt = null } = record.after ?? {}
      const approval = { id: record.entityId, act: actKind, reason: record.texts?.['reason'] ?? null, proposedByKind, proposedById, expiresAt }
      return JSON.stringify({ type: record.action, timestamp: record.at, data: { company, approval, link: `${publicUrl.replace(/\/$/, '')}/companies/${slug}/approvals/${record.entityId}` } })
    }
  }
}
