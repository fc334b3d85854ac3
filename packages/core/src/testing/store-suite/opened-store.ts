import type { Store } from '../../ports/store.ts'
import type { FakeClock } from '../fake-clock.ts'
import type { Runner } from '../runner.ts'

/** A store under test, opened on data of its own. */
export interface OpenedStore {
  store: Store
  /** Another handle on the same data, as another process would have. */
  second: Store
  /** The clock that judges leases in both, and by which they look for each other's writes. */
  clock: FakeClock
  /** Closes both handles and removes the data. */
  close(): Promise<void>
}

export interface StoreSuite {
  /** What is tested, such as "SQLite". */
  name: string
  open(): Promise<OpenedStore>
}

/** What a topic of the suite defines its tests with. */
export interface Topic {
  describe: Runner['describe']
  /** A test on a store of its own. */
  on(name: string, test: (opened: OpenedStore) => Promise<void>): void
}

export const topicOf = ({ describe, it }: Runner, open: StoreSuite['open']): Topic => ({
  describe,
  on: (name, test) => it(name, async () => {
    const opened = await open()
    try {
      await test(opened)
    } finally {
      await opened.close()
    }
  }),
})
