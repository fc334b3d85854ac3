import type { AuditRecord } from '../domain/audit.ts'
import type { Webhook } from '../domain/webhook.ts'

/** The record by which a question comes before the board. */
const ASKED = 'approval.ask'

/** Whether a webhook tells of a record. */
export function tellsOf({ kind, records }: Pick<Webhook, 'kind' | 'records'>, { action }: Pick<AuditRecord, 'action'>): boolean {
  switch (kind) {
    case 'approvals': return action === ASKED
    case 'records': return records === null || records.some(one => action === one || action.startsWith(`${one}.`))
  }
}
