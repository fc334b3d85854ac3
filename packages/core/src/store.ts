/** For authors of stores: what a store is made of, and the parts that are the same in every one. */
export { NOUNS } from './domain/nouns.ts'
export type { AuditedNoun, Noun, Row, UnauditedNoun } from './domain/nouns.ts'
export type { AlarmStore, Claim, CompanyTx, CompanyView, InstanceStore, Lease, Page, Query, Store } from './ports/store.ts'
export type { Change } from './domain/change.ts'
export { inTransaction, viewOf } from './store/company-tx.ts'
export { keyOf, pageOf, planQuery, readCursor, sortable, writeCursor } from './store/query.ts'
export type { PlannedQuery, Position } from './store/query.ts'
export type { Rows } from './store/rows.ts'
