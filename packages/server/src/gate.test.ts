import { ACTS } from '@paperclip/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { csrfOf } from './access/token.ts'
import { ACT_INPUT } from './wire/act-input.ts'
import { everyRoute } from './routes/every-route.ts'
import { mcpRoutes } from './routes/mcp.ts'
import type { Route } from './routes/route.ts'
import { URL_OF_TESTS } from './testing/served.ts'
import { neighbourhood, type Neighbourhood } from './testing/stranger.ts'

const OF_A_COMPANY = everyRoute.filter(({ access }) => access.who === 'board')
const named = (route: Route): string => `${route.method} ${route.path}`
const CHANGES = OF_A_COMPANY.filter(({ method }) => method !== 'GET')

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

/** A path with its parts in place. */
const filled = ({ path }: Route, company: string, parts: Readonly<Record<string, string>>): string =>
  path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? company : parts[part] ?? `unknown-${part}`))

describe('every route', () => {
  let house: Neighbourhood
  beforeAll(async () => { house = await neighbourhood() }, 60_000)
  const ask = (guest: string | null, route: Route, path: string, body: unknown = route.body ? {} : undefined) => house.ask(guest, route.method, path, body)

  it('is one of the table, and nothing else is served', async () => {
    await house.app.ready()
    const ours = routed(house.app.printRoutes({ commonPrefix: false })).filter(one => one.includes(' /api/v1'))
    expect(ours.sort()).toEqual(everyRoute.map(route => `${route.method} /api/v1${route.path}`).sort())
    const { paths } = (await house.ask(null, 'GET', '/openapi.json')).json()
    const documented = Object.entries(paths).flatMap(([path, methods]) => Object.keys(Object(methods)).map(method => `${method.toUpperCase()} ${path}`))
    expect(documented.sort()).toEqual(ours.map(one => one.replace(/:(\w+)/g, '{$1}')).sort())
  })

  it('exists for every act there is', () => {
    const served = new Set(everyRoute.map(({ body, path, method }) => String(Object(body)[ACT_INPUT] ?? `${method} ${path}`)))
    const elsewhere = ['secret.set', 'skill.set', 'skill.remove', 'artifact.attach', 'artifact.remove', 'document.write', 'document.remove', 'company.apply', 'key.create', 'hook.create', 'webhook.create']
    const withoutBody = Object.entries(ACTS).filter(([, { input }]) => Object.keys(Object(Reflect.get(input, 'shape'))).length <= 1).map(([kind]) => kind)
    expect(Object.keys(ACTS).filter(kind => !served.has(kind) && !elsewhere.includes(kind) && !withoutBody.includes(kind))).toEqual([])
  })

  it.each(everyRoute.filter(({ access }) => access.who !== 'anyone').map(route => [named(route), route] as const))('P11: %s answers nobody, and no token that is none, with 401', async (_, route) => {
    for (const guest of [house.guests.nobody, house.guests.garbage]) {
      const answer = await ask(guest, route, filled(route, 'acme', house.own))
      expect([answer.statusCode, answer.json().code]).toEqual([401, 'unauthorized'])
    }
  })

  it.each(mcpRoutes.map(route => [named(route), route] as const))('P11, O08: %s answers nobody but agents: not whoever is signed in, nor a key of a company, in whatever way they show it', async (_, { method, path: url }) => {
    const ask = (headers: Record<string, string>) => house.app.inject({ method, url, headers: { host: new URL(URL_OF_TESTS).host, ...headers }, ...method === 'POST' ? { payload: { jsonrpc: '2.0', id: 1, method: 'tools/list' } } : {} })
    const { agentKey, ...others } = house.guests, accept = 'application/json, text/event-stream'
    for (const guest of Object.values(others)) {
      const shown = guest === null ? [{}] : [{ authorization: `Bearer ${guest}` }, { cookie: `paperclip=${guest}`, 'x-csrf-token': csrfOf(guest), origin: URL_OF_TESTS }, { cookie: `paperclip=${guest}` }]
      for (const headers of shown) {
        const answer = await ask(headers)
        expect([answer.statusCode, answer.json().code, answer.headers['www-authenticate']]).toEqual([401, 'unauthorized', 'Bearer realm="paperclip"'])
      }
    }
    const agent = { authorization: `Bearer ${agentKey}`, accept }
    expect((await ask(agent)).statusCode).toBe(method === 'POST' ? 200 : 405)
    expect((await ask({ ...agent, host: 'evil.example' })).statusCode).toBe(421)
    expect((await ask({ ...agent, origin: 'https://evil.example' })).statusCode).toBe(403)
    expect((await ask({ accept, cookie: `paperclip=${agentKey}`, 'x-csrf-token': csrfOf(String(agentKey)), origin: URL_OF_TESTS })).statusCode).toBe(401)
  })

  it.each(OF_A_COMPANY.map(route => [named(route), route] as const))('T1, P05, G01: %s of a company is as unknown to a stranger as one that there is not', async (_, route) => {
    for (const guest of [house.guests.foreignKey, house.guests.foreignOwner]) {
      const query = route.method === 'DELETE' && route.path === '/companies/:company' ? '?confirm=acme' : route.path.endsWith('/search') ? '?text=secret' : ''
      const foreign = await ask(guest, route, `${filled(route, 'acme', house.own)}${query}`), unknown = await ask(guest, route, `${filled(route, 'nope', house.own)}${query}`)
      expect([foreign.statusCode, foreign.body.replaceAll('acme', 'nope')]).toEqual([404, unknown.body])
    }
  })

  it.each(OF_A_COMPANY.filter(({ path }) => /:(?!company|member|role$|project$|routine$|tool$|secret$)\w+/.test(path)).map(route => [named(route), route] as const))('T1, P06: %s knows an id of another company as little as one that there is not', async (_, route) => {
    const before = (await house.globex.audit.list({ direction: 'down', limit: 1 })).rows[0]?.seq
    const foreign = await ask(house.guests.owner, route, filled(route, 'acme', house.foreign)), unknown = await ask(house.guests.owner, route, filled(route, 'acme', {}))
    const blank = (text: string): string => Object.values(house.foreign).reduce((left, id) => left.replaceAll(id, '…'), text).replaceAll(/unknown-\w+/g, '…')
    expect([foreign.statusCode, blank(foreign.body)]).toEqual([unknown.statusCode, blank(unknown.body)])
    expect(foreign.statusCode).toBeGreaterThanOrEqual(400)
    expect((await house.globex.audit.list({ direction: 'down', limit: 1 })).rows[0]?.seq).toBe(before)
  })

  it.each(OF_A_COMPANY.map(route => [named(route), route] as const))('O08: %s is no desk of agents', async (_, route) => {
    expect((await ask(house.guests.agentKey, route, filled(route, 'acme', house.own))).statusCode).toBe(403)
  })

  it.each(CHANGES.map(route => [named(route), route] as const))('O08: %s changes nothing for a viewer', async (_, route) => {
    const before = await records()
    const answer = await ask(house.guests.viewer, route, filled(route, 'acme', house.own))
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect((await records()).slice(before.length).filter(action => !action.endsWith('.refused'))).toEqual([])
  })
  const records = async (): Promise<string[]> => {
    const all: string[] = []
    for await (const { action } of house.acme.audit.feed()) all.push(action)
    return all
  }

  it('answers whatever its document allows with no 500', async () => {
    const anything = fc.oneof(fc.constant({}), fc.object({ maxDepth: 2, key: fc.constantFrom('title', 'slug', 'name', 'task', 'agent', 'limit', 'scope', 'body', 'to', 'level', 'input') }), fc.jsonValue())
    const routes = everyRoute.filter(({ path, answers }) => !path.startsWith('/session') && answers !== 'stream')
    await fc.assert(fc.asyncProperty(fc.constantFrom(...routes), anything, fc.constantFrom('acme', '%00', 'a b', 'nope'), async (route, body, company) => {
      const answer = await house.ask(house.guests.key, route.method, encodeURI(filled(route, company, {})), route.method === 'GET' ? undefined : Object(body))
      expect(answer.statusCode, `${named(route)} ${answer.body}`).toBeLessThan(500)
    }), { numRuns: 400 })
  }, 60_000)
})
