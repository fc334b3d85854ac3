import type { Clock, Store } from '@paperclip/core'
import type { FakeClock } from '@paperclip/core/testing'
import pg from 'pg'
import { openPostgres } from '../open-postgres.ts'
import { testDatabase, type TestDatabase } from './test-database.ts'

/** Two handles on a database that nobody has used, for one test. */
export interface Benched {
  store: Store
  second: Store
  /** What a query gives to a superuser, outside any store. */
  asAdmin(query: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Leaves the database empty for the next test. */
  close(): Promise<void>
}

interface Place { database: TestDatabase; store: Store; second: Store; admin: pg.Client; wipe: string; clock: SwitchedClock }

/** Opening a database for each of hundreds of tests takes longer than the tests: those that were used are emptied, and given to the next. */
export class Bench {
  readonly #free: Place[] = []
  readonly #all: Place[] = []

  async take(clock: FakeClock): Promise<Benched> {
    const place = this.#free.pop() ?? await this.#another()
    place.clock.now = () => clock.now()
    let closed = false
    const closing = (store: Store): Store => ({ ...store, close: () => (closed = true, store.close()) })
    return {
      store: closing(place.store), second: closing(place.second),
      asAdmin: async (query, values = []) => (await place.admin.query<Record<string, unknown>>(query, values)).rows,
      close: async () => {
        if (closed) return
        await place.admin.query(place.wipe)
        this.#free.push(place)
      },
    }
  }

  /** Closes all, and removes their databases. */
  async clear(): Promise<void> {
    await Promise.all(this.#all.splice(0).map(async ({ database, store, second, admin }) => {
      await Promise.all([store.close(), second.close(), admin.end()])
      await database.drop()
    }))
  }

  async #another(): Promise<Place> {
    const database = await testDatabase(), clock = new SwitchedClock(), { url } = database
    const [store, second] = await Promise.all([openPostgres({ url, clock, connections: 5 }), openPostgres({ url, clock, connections: 5 })])
    const admin = new pg.Client({ connectionString: database.adminUrl, connectionTimeoutMillis: 10_000, query_timeout: 60_000 })
    await admin.connect()
    const { rows } = await admin.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'paperclip_meta'")
    const place = { database, store, second, admin, clock, wipe: rows.map(({ name }) => `delete from ${name}`).join(';') }
    this.#all.push(place)
    return place
  }
}

/** The clock of whichever test has the place. */
class SwitchedClock implements Clock {
  now: () => Date = () => new Date(0)
  readonly monotonic = (): number => 0
  readonly after = (): (() => void) => () => {}
}
