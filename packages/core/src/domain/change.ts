import type { AuditRecord } from './audit.ts'
import type { AuditedNoun, Row } from './nouns.ts'

/** One deed on one entity, as it goes into the audit log. */
export interface Change<N extends AuditedNoun = AuditedNoun> {
  action: string
  noun: N
  before: Row<N> | null
  after: Row<N> | null
  at: Date
  actorKind: AuditRecord['actorKind']
  actorId: string
  onBehalfOf: string | null
  runId: string | null
}
