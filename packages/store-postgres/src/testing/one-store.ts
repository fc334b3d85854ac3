import type { Store } from '@paperclip/core'
import { foundCompany } from '@paperclip/core/testing'
import { afterAll, beforeAll } from 'vitest'
import { openPostgres } from '../open-postgres.ts'
import { testDatabase, type TestDatabase } from './test-database.ts'

/** One store for all tests of a file, on a database of its own that goes with them. */
export class OneStore {
  #store: Store | undefined
  #companies = 0

  constructor() {
    let database: TestDatabase | undefined
    beforeAll(async () => {
      database = await testDatabase()
      this.#store = await openPostgres({ url: database.url })
    })
    afterAll(async () => {
      await this.#store?.close()
      await database?.drop()
    })
  }

  get store(): Store {
    if (!this.#store) throw new Error('The store is opened when the tests begin.')
    return this.#store
  }

  /** A company that no other test knows. */
  found(): Promise<string> {
    return foundCompany(this.store, { id: `cmp_${++this.#companies}` })
  }
}
