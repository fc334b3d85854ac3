import { PaperclipError } from '../../domain/error.ts'
import type { Store } from '../../ports/store.ts'

/** Which call fails: `before` it has done anything, or `after` it was done and only its answer is lost. Calls are counted from 1. */
export type Fault = { before: number; after?: never } | { after: number; before?: never }

/** A store one call of which fails. */
export interface FaultyStore extends Store {
  /** Calls so far. */
  readonly calls: number
}

/** A store whose N-th call, of whatever kind, throws `unavailable`: `faultyStore(store, { after: 3 })`. All others go through. */
export function faultyStore(store: Store, { before = 0, after = 0 }: Fault): FaultyStore {
  let calls = 0
  const call = async <T>(act: () => Promise<T>): Promise<T> => {
    const number = ++calls
    if (number === before) throw new PaperclipError('unavailable', `Call ${number} of the store failed before it was done.`)
    const answer = await act()
    if (number === after) throw new PaperclipError('unavailable', `The answer to call ${number} of the store was lost.`)
    return answer
  }
  const { instance, alarms } = store
  return {
    get calls() { return calls },
    transact: (company, work) => call(() => store.transact(company, work)),
    read: (company, work) => call(() => store.read(company, work)),
    instance: {
      company: ref => call(() => instance.company(ref)), companies: query => call(() => instance.companies(query)),
      bury: tombstone => call(() => instance.bury(tombstone)), signAnew: (id, signature) => call(() => instance.signAnew(id, signature)), tombstones: query => call(() => instance.tombstones(query)),
    },
    alarms: { claim: request => call(() => alarms.claim(request)), renew: (lease, leaseMs) => call(() => alarms.renew(lease, leaseMs)), nextDue: () => call(() => alarms.nextDue()), now: () => call(() => alarms.now()) },
    ...(store.keepers ? { keepers: store.keepers } : {}),
    watch: changed => store.watch(changed),
    ready: () => call(() => store.ready()),
    close: () => store.close(),
  }
}
