import type { Clock, Store } from '@paperclip/core'
import type { FakeClock } from '@paperclip/core/testing'
import pg from 'pg'
import { openPostgres } from '../open-postgres.ts'
import { Handle } from './handle.ts'
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

interface Place { database: TestDatabase; stores: readonly [Store, Store]; admin: pg.Client; wipe: string; clock: SwitchedClock }

/** Opening a database for each of hundreds of tests takes longer than the tests: those that were used are emptied, and given to the next. */
export class Bench {
  readonly #news: 'by database' | 'at once'
  readonly #free: Place[] = []
  readonly #all: Place[] = []

  /** How one handle hears of the other's writes: as in life, or at once, for tests that hold the time. */
  constructor(news: 'by database' | 'at once' = 'by database') {
    this.#news = news
  }

  async take(clock: FakeClock): Promise<Benched> {
    const place = this.#free.pop() ?? await this.#another(), { stores: [first, other], admin } = place
    place.clock.now = () => clock.now()
    const handles = [new Handle(first), new Handle(other)] as const
    if (this.#news === 'at once') handles.forEach((handle, n) => handle.tellAtOnce(handles[1 - n]))
    return {
      store: handles[0].store, second: handles[1].store,
      asAdmin: async (query, values = []) => (await admin.query<Record<string, unknown>>(query, values)).rows,
      close: async () => {
        await Promise.all(handles.map(handle => handle.quiet()))
        if (handles.some(({ isClosed }) => isClosed)) return
        await admin.query(place.wipe)
        this.#free.push(place)
      },
    }
  }

  /** Closes all, and removes their databases. */
  async clear(): Promise<void> {
    await Promise.all(this.#all.splice(0).map(async ({ database, stores, admin }) => {
      await Promise.all([...stores.map(store => store.close()), admin.end()])
      await database.drop()
    }))
  }

  async #another(): Promise<Place> {
    const database = await testDatabase(), clock = new SwitchedClock(), { url } = database
    const stores = await Promise.all([openPostgres({ url, clock, connections: 5 }), openPostgres({ url, clock, connections: 5 })])
    const admin = new pg.Client({ connectionString: database.adminUrl, connectionTimeoutMillis: 10_000, query_timeout: 60_000 })
    await admin.connect()
    const { rows } = await admin.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'paperclip_meta'")
    const place = { database, stores, admin, clock, wipe: rows.map(({ name }) => `delete from ${name}`).join(';') }
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
