import { readFileSync } from 'node:fs'
import { ACTS, type ActKind, type BoardLevel } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csrfOf } from './access/token.ts'
import { incumbentMounts } from './compat/every-incumbent-route.ts'
import { waysInto } from './http/proofs.ts'
import { ACT_INPUT } from './wire/act-input.ts'
import { everyRoute } from './routes/every-route.ts'
import { mcpRoutes } from './routes/mcp.ts'
import type { Route } from './routes/route.ts'
import { everyCaller, type Comer, type FullHouse } from './testing/every-caller.ts'
import { URL_OF_TESTS } from './testing/served.ts'

/** What a browser may ask for, whoever it is of. A page that is not named here is not served. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'status.html', '/companies/:company/approvals/:approval': 'approval.html', '/open': 'door.html', '/join': 'door.html', '/sign-in': 'door.html', '/oidc': 'door.html', '/link': 'door.html',
  '/pages/page.css': 'page.css', '/pages/status.js': 'status.js', '/pages/approval.js': 'approval.js', '/pages/parts.js': 'parts.js', '/pages/door.js': 'door.js',
}
interface Served { url: string; route: Route; mount: 'ours' | 'mcp' | 'incumbent' }
const EVERYTHING: readonly Served[] = [
  ...everyRoute.map((route): Served => ({ url: `/api/v1${route.path}`, route, mount: 'ours' })), ...mcpRoutes.map((route): Served => ({ url: route.path, route, mount: 'mcp' })),
  ...incumbentMounts.flatMap(({ prefix, routes }) => routes.map((route): Served => ({ url: `${prefix}${route.path}`, route, mount: 'incumbent' }))),
]
const named = ({ url, route: { method } }: Served): string => `${method} ${url}`

/** What a router answers, of the tree that it prints of itself. */
function routed(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap(line => {
    const [, indent = '', path = '', methods = ''] = /^([│ ]*)[├└]── (\S*)(?: \(([^)]*)\))?$/.exec(line) ?? []
    const depth = indent.length / 4
    above.splice(depth, above.length, path)
    return methods === '' ? [] : methods.split(', ').map(method => `${method} ${above.join('')}`)
  })
}

/** How a token is shown: as a program does, as a page of ours does, or as a browser does that another site made ask. */
type Way = 'header' | 'page' | 'cookie alone'
const WAYS: readonly Way[] = ['header', 'page', 'cookie alone']
/** Only browsers bring a cookie along by themselves. */
const waysOf = ({ token, as }: Comer): readonly Way[] => WAYS.slice(0, token === null ? 1 : as === 'operator' || as === 'installation_owner' ? 3 : 2)

function shown({ token }: Comer, way: Way): Record<string, string> {
  if (token === null) return {}
  if (way === 'header') return { authorization: `Bearer ${token}` }
  return { cookie: `paperclip=${token}`, ...way === 'page' ? { 'x-csrf-token': csrfOf(token), origin: URL_OF_TESTS } : {} }
}

/** By what somebody is let in, in the words of the OpenAPI document; null where it tells nobody that this is a way: a cookie is for those who sign in. */
function proofOf({ route: { method } }: Served, { as, name, token }: Comer, way: Way): string | null {
  const isPerson = as === 'operator' || as === 'installation_owner'
  if (token === null || (way !== 'header' && !isPerson)) return null
  if (way !== 'header') return method === 'GET' || way === 'cookie alone' ? 'cookie' : 'cookie csrf'
  if (as === 'agent') return name === 'the token of a run' ? 'run' : 'agentKey'
  return isPerson ? 'login' : as === 'monitor' ? 'monitoring' : as
}

const HEIGHT: Readonly<Record<BoardLevel, number>> = { owner: 3, operator: 2, viewer: 1 }

/** Whether somebody on the board may do an act of a kind on anything at all. */
const mayTry = ({ level = 'owner', acts }: Comer, act: ActKind | undefined): boolean => act === undefined || (HEIGHT[level] >= HEIGHT[ACTS[act].rule.board] && (acts?.includes(act) ?? true))

/** How the door answers somebody, by what the route declares alone: 400 is whoever was let in, and is then told that there is no such query. */
function expected({ route: { access: { who }, method, path, act }, mount }: Served, comer: Comer, way: Way): number {
  const { as, of } = comer
  const isForged = way === 'cookie alone' && method !== 'GET', isKnown = !['nobody', 'monitor', 'callback'].includes(as)
  const isOfCompany = !path.includes('/companies/:company') || of.includes('acme')
  if (who === 'anyone') return 400
  if (who === 'callback') return as === 'callback' && way === 'header' ? 400 : 401
  if (who === 'monitor' && as === 'monitor') return 400
  if (!isKnown || (mount === 'mcp' && (as !== 'agent' || way !== 'header'))) return 401
  if (isForged) return 403
  switch (who) {
    case 'operator': return as === 'operator' || as === 'installation_owner' ? 400 : 403
    case 'member': return as === 'agent' ? 403 : 400
    case 'installation_owner': case 'monitor': return as === 'installation_owner' ? 400 : 403
    case 'board': return as === 'agent' ? 403 : !isOfCompany ? 404 : mayTry(comer, act) ? 400 : 403
    case 'agent': return as !== 'agent' ? 403 : isOfCompany ? 400 : 404
  }
}

describe('every route', () => {
  let house: FullHouse
  beforeAll(async () => { house = await everyCaller() }, 60_000)
  afterAll(() => house.end())
  const ask = ({ url, route: { method } }: Served, headers: Record<string, string>) => house.app.inject({
    method, url: `${url.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? url.startsWith('/api/v1') ? 'acme' : house.acme.id : `unknown-${part}`))}?nosuchthing=1`,
    headers: { host: new URL(URL_OF_TESTS).host, ...headers }, ...method === 'GET' || method === 'DELETE' ? {} : { payload: {} },
  })

  it('P11: is one of the tables, and nothing else is served: neither a page nor a route at the root', async () => {
    const { paths } = (await house.ask(null, 'GET', '/openapi.json')).json(), served = routed(house.app.printRoutes({ commonPrefix: false }))
    expect(served.sort()).toEqual([...EVERYTHING.map(named), ...Object.keys(PAGES).map(url => `GET ${url}`)].sort())
    const documented = Object.entries(paths).flatMap(([path, methods]) => Object.keys(Object(methods)).map(method => `${method.toUpperCase()} ${path}`))
    expect(documented.sort()).toEqual(EVERYTHING.filter(({ mount }) => mount !== 'mcp').map(named).map(one => one.replace(/:(\w+)/g, '{$1}')).sort())
  })

  it('exists for every act there is', () => {
    const served = new Set(everyRoute.map(({ body, path, method }) => String(Object(body)[ACT_INPUT] ?? `${method} ${path}`)))
    const elsewhere = ['secret.set', 'skill.set', 'skill.remove', 'artifact.attach', 'artifact.remove', 'document.write', 'document.remove', 'company.apply', 'key.create', 'hook.create', 'webhook.create']
    const withoutBody = Object.entries(ACTS).filter(([, { input }]) => Object.keys(Object(Reflect.get(input, 'shape'))).length <= 1).map(([kind]) => kind)
    expect(Object.keys(ACTS).filter(kind => !served.has(kind) && !elsewhere.includes(kind) && !withoutBody.includes(kind))).toEqual([])
  })

  it.each(EVERYTHING.map(one => [named(one), one] as const))('P11, O02, O05, O08: %s lets in whom it says it is for, and tells everybody else that it does not, before it looks at anything; its document says by what it lets them in', async (_, one) => {
    const asked = house.comers.flatMap(comer => waysOf(comer).map(way => ({ comer, way })))
    const letIn = new Set<string>(), wrong = await Promise.all(asked.map(async ({ comer, way }) => {
      const { statusCode, body } = await ask(one, shown(comer, way)), should = expected(one, comer, way), proof = proofOf(one, comer, way)
      if ((statusCode === 400 || statusCode === 501) && proof !== null) letIn.add(proof)
      return statusCode === should || (one.mount === 'incumbent' && should === 400 && statusCode === 501) ? [] : [`${comer.name} by ${way}: ${statusCode} instead of ${should} ${body.slice(0, 200)}`]
    }))
    expect(wrong.flat()).toEqual([])
    if (one.route.access.who !== 'anyone' && one.mount !== 'mcp') expect([...letIn].sort()).toEqual(waysInto(one.route).map(ways => Object.keys(ways).join(' ')).sort())
  })

  it.each(Object.entries(PAGES))('P11, G12: %s is the same file for everybody, and holds nothing of theirs', async (url, file) => {
    const text = readFileSync(new URL(`../pages/${file}`, import.meta.url), 'utf8')
    for (const comer of house.comers) for (const way of waysOf(comer)) expect((await house.app.inject({ url, headers: { host: new URL(URL_OF_TESTS).host, ...shown(comer, way) } })).body).toBe(text)
  })

  it.each(mcpRoutes.map(route => [`${route.method} ${route.path}`, route] as const))('P11, O08: %s answers agents, of this host alone, and tells everybody else to bring another proof', async (_, { method, path: url }) => {
    const asking = (headers: Record<string, string>) => house.app.inject({ method, url, headers: { host: new URL(URL_OF_TESTS).host, accept: 'application/json, text/event-stream', ...headers }, ...method === 'POST' ? { payload: { jsonrpc: '2.0', id: 1, method: 'tools/list' } } : {} })
    for (const comer of house.comers) {
      const { statusCode, headers } = await asking(shown(comer, 'header'))
      if (comer.as === 'agent') expect([comer.name, statusCode]).toEqual([comer.name, method === 'POST' ? expect.toBeOneOf([200, 409]) : 405])
      else expect([comer.name, statusCode, headers['www-authenticate']]).toEqual([comer.name, 401, 'Bearer realm="paperclip"'])
    }
    const agent = shown(house.comers.find(({ as }) => as === 'agent') ?? expect.fail('no agent'), 'header')
    expect((await asking({ ...agent, host: 'evil.example' })).statusCode).toBe(421)
    expect((await asking({ ...agent, origin: 'https://evil.example' })).statusCode).toBe(403)
  })
})
