import { MemoryCompany } from '../../defaults/memory-rows.ts'
import { NOUNS, type Noun, type Row } from '../../domain/nouns.ts'
import { all } from '../../operations/find.ts'
import type { Query, Store } from '../../ports/store.ts'

/** What a rehearsal does without: what was, what it would be resumed from, and what is secret. */
const LEFT_OUT: ReadonlySet<Noun> = new Set<Noun>(['audit', 'logChunk', 'session', 'secret', 'sealed', 'companyKey', 'tool', 'reply', 'documentRevision', 'accessKey', 'keyUse', 'hook', 'account', 'credential', 'login', 'invitation'])

/** Copies a company's rows out of any store, as they stood at one moment. Nothing is written there, and no secret is copied: its roles are granted none, and no tools. */
export function copyCompany(store: Store, companyId: string): Promise<MemoryCompany> {
  return store.read(companyId, async view => {
    const copy = new MemoryCompany()
    const nouns = (Object.keys(NOUNS) as Noun[]).filter(noun => !LEFT_OUT.has(noun))
    const put = <N extends Noun>(noun: N, row: Row<N> | undefined): void => { if (row) copy.table(noun).put(row) }
    for (const noun of nouns) {
      const whole = ordersOf(noun).find(({ where }) => where.length === 0)
      if (whole) for (const row of await all(view, noun, { by: whole.by } as Query<Noun>)) put(noun, row)
    }
    for (const noun of nouns) {
      const orders = ordersOf(noun), belongs = orders.find(({ where }) => where.length === 1)
      const field = belongs?.where[0]
      if (!belongs || field === undefined || orders.some(({ where }) => where.length === 0)) continue
      for (const id of copy.table(field.replace(/Id$/, '') as Noun).rows.keys()) {
        for (const row of await all(view, noun, { where: { [field]: id }, by: belongs.by } as Query<Noun>)) put(noun, row)
      }
    }
    put('company', await view.get('company', companyId))
    put('head', await view.get('head', 'head'))
    for (const id of [...copy.table('agent').rows.keys(), ...copy.table('routine').rows.keys()]) put('alarm', await view.get('alarm', id))
    const roles = [...copy.table('role').rows.values()], revisions = [...copy.table('revision').rows.values()]          // each is put in anew, at the end
    for (const role of roles) put('role', { ...role, secrets: [], tools: { ...role.tools, mcp: [] } })
    for (const revision of revisions) put('revision', { ...revision, configuration: { ...revision.configuration, tools: null } })
    return copy
  })
}

const ordersOf = (noun: Noun): readonly { where: readonly string[]; by: string }[] => NOUNS[noun].orders
