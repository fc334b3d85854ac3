import type { Runner } from '../runner.ts'
import { auditChain } from './audit-chain.ts'
import { burial } from './burial.ts'
import { claims } from './claims.ts'
import { collections } from './collections.ts'
import { instance } from './instance.ts'
import { leases } from './leases.ts'
import { topicOf, type StoreSuite } from './opened-store.ts'
import { pages } from './pages.ts'
import { reading } from './reading.ts'
import { refusals } from './refusals.ts'
import { scoping } from './scoping.ts'
import { search } from './search.ts'
import { sums } from './sums.ts'
import { serial } from './serial.ts'
import { transactions } from './transactions.ts'
import { uniqueness } from './uniqueness.ts'
import { watching } from './watching.ts'

export type { OpenedStore, StoreSuite } from './opened-store.ts'
export { verifiedChain } from './audit-chain.ts'
export { found, sample, type Variant } from './sample-rows.ts'

/** Every promise of the store port as a test, for the runner that is handed in: `testStore({ describe, it }, { name, open })`. */
export function testStore(runner: Runner, { name, open }: StoreSuite): void {
  runner.describe(`${name} keeps the promises of a store`, () => {
    const topic = topicOf(runner, open)
    for (const define of [transactions, serial, auditChain, scoping, collections, pages, search, sums, uniqueness, claims, leases, instance, burial, watching, reading, refusals]) define(topic)
  })
}
