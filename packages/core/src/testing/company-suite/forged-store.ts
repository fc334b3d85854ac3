import type { Noun } from '../../domain/nouns.ts'
import type { CompanyView, Store } from '../../ports/store.ts'
import { altered } from './altered-store.ts'

/** What somebody with the data in hand makes of a row: another one, or none. */
export type Forge = (noun: Noun, row: Readonly<Record<string, unknown>>) => object | null

/** A store whose rows were changed behind the back of the log: it answers what a forger left there. */
export function forged(store: Store, forge: Forge): Store {
  const forgeRow = (noun: Noun, row: object | undefined): object | undefined => (row === undefined ? undefined : forge(noun, row as Readonly<Record<string, unknown>>) ?? undefined)
  const look = (view: CompanyView): CompanyView => ({
    get: async (noun, id) => forgeRow(noun, await view.get(noun, id)) as never,
    async list(noun, query) {
      const page = await view.list(noun, query)
      return { ...page, rows: page.rows.flatMap(row => forgeRow(noun, row) ?? []) as never }
    },
    search: (noun, query) => view.search(noun, query),
    sum: (noun, query) => view.sum(noun, query),
  })
  return altered(store, { read: (company, work) => store.read(company, view => work(look(view))), ...(store.keepers ? { keepers: store.keepers } : {}) })
}
