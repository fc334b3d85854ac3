import type { CompanyHandle } from '@paperclip/core'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { namedOnly, nobodys, removed } from '../testing/not-there.ts'
import { realServer, type Asking, type RealServer } from '../testing/real-server.ts'
import { furnished, rest, worked } from '../testing/stranger.ts'
import { defers, VALID, type Parts } from './valid-requests.ts'

const BASE = '/api/v1', NEVER = 'nobodys'

/** Every kind of id that an address can hold, for whomever, and a route that looks for one; one that changes something, where none looks. */
export const KINDS: ReadonlyMap<string, Route> = kinds()

function kinds(): Map<string, Route> {
  const all = new Map<string, Route>(), lastOf = (path: string): string => [...path.matchAll(/:(\w+)/g)].at(-1)?.[1] ?? ''
  const isLook = ({ method, answers }: Route): boolean => method === 'GET' && answers === undefined
  for (const { path, access: { who } } of everyRoute) for (const [, kind = ''] of path.matchAll(/:(\w+)/g)) {
    const found = everyRoute.filter(route => lastOf(route.path) === kind && route.access.who === who), route = found.find(isLook) ?? found[0]
    if (route) all.set(who === 'board' ? kind : `${kind} for ${who}`, route)
  }
  return all
}

/** One that is asked about what is not there for whoever asks, and about what there never was. */
export interface NotThere { what: string; one: Asking; other: Asking; /** What each of them named. */ named: readonly [string, string] }

export interface Elsewhere { house: RealServer; pairsOf(kind: string): readonly NotThere[] }

/** Two companies with one of everything, and what was removed from the first: what its key is told of all that is not its own. */
export async function elsewhere(onEnd: (end: () => Promise<void>) => void): Promise<Elsewhere> {
  const house = await realServer({ paperclip: { adapters: [rest, defers] }, server: { limits: { strangers: 1_000_000, tries: 1_000_000 } }, onEnd }), { acme, paperclip } = house
  const globex = await paperclip.found({ slug: 'globex' })
  await paperclip.start()
  const own = await furnished(acme), as = (await acme.keys.create({ name: 'ci', level: 'owner' })).token
  const deleted = await removed(acme), theirs = { ...await furnished(globex), ...await worked(globex, paperclip), ...await outside(globex, house) }, named = await namedOnly(globex, 'only-theirs')
  const ended = await acme.hooks.create({ name: 'ended', to: 'dev', source: 'shop' }), { task = '' } = own, { document = '' } = deleted
  await acme.hooks.revoke(ended.hook.id)
  await acme.documents.write(task, { key: document, body: 'Gone' })
  await acme.documents.remove(task, document)
  const parts: readonly (readonly [string, Parts])[] = [['another company\'s', { ...theirs, document: 'only-theirs' }], ['one that was removed', { ...deleted, address: ended.address }], ['another company\'s by its name', named]]
  const asking = ({ method, path, access: { who } }: Route, { kind, id }: { kind: string; id: string }): Asking => {
    const { body, query = '' } = VALID[`${method} ${path.replace('/companies/:company', '')}`] ?? { body: path === '/hooks/:address' ? {} : undefined }
    return { ...who === 'anyone' ? {} : { as }, method, path: `${BASE}${path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(part === kind ? id : part === 'company' ? 'acme' : own[part] ?? ''))}${query}`, ...body === undefined ? {} : { body } }
  }
  return {
    house,
    pairsOf(name) {
      const route = KINDS.get(name), [kind = ''] = name.split(' ')
      if (!route) return []
      return parts.flatMap(([what, { [kind]: id }]) => {
        if (id === undefined) return []
        const never = unlike(id)
        return [{ what, one: asking(route, { kind, id }), other: asking(route, { kind, id: never }), named: [id, never] as const }]
      })
    },
  }
}

/** What is named at the edge of an installation, or on one board alone. */
async function outside(globex: CompanyHandle, { paperclip }: RealServer): Promise<Parts> {
  const account = await paperclip.access.accept((await globex.invitations.create()).code, { kind: 'new', account: { email: 'gina@example.com', name: 'Gina', password: 'correct horse' } })
  return { company: 'globex', account: account.id, member: account.id, address: (await globex.hooks.create({ name: 'hook', to: 'dev', source: 'shop' })).address }
}

/** An id like another that nobody has, as long as that. */
function unlike(id: string): string {
  if (id.includes('.')) return id.split('.').map(nobodys).join('.')
  if (id.includes(':')) return id.replace(/:.*/, name => `:${'z'.repeat(name.length - 1)}`)
  return nobodys(id) === 'nobodys-name' ? NEVER.padEnd(id.length, '-never').slice(0, id.length) : nobodys(id)
}
