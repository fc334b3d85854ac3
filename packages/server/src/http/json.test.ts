import { beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import { mcpRoutes } from '../routes/mcp.ts'
import type { Route } from '../routes/route.ts'
import { URL_OF_TESTS } from '../testing/served.ts'
import { neighbourhood, type Neighbourhood } from '../testing/stranger.ts'
import { BYTES } from './bytes.ts'

const CHANGES = [...everyRoute, ...mcpRoutes].filter(({ method }) => method !== 'GET')
const named = (route: Route): string => `${route.method} ${route.path}`
const filled = ({ path }: Route, parts: Readonly<Record<string, string>>): string => `${path === '/mcp' ? '' : '/api/v1'}${path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? 'acme' : parts[part] ?? 'unknown'))}`
/** Types that pages of other sites can send unasked, one that they cannot, one that is none, and one that only sounds like it. */
const FOREIGN = ['text/plain', 'text/plain;charset=UTF-8', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'nonsense', 'text/json', 'application/jsonp']

describe('a body that does not say that it is JSON', () => {
  let house: Neighbourhood, local: string
  beforeAll(async () => {
    house = await neighbourhood()
    local = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
  }, 60_000)
  const tokenFor = ({ access: { who } }: Route): string | null => (who === 'anyone' ? null : who === 'agent' ? house.guests.agentKey : who === 'installation_owner' ? local : house.guests.owner)
  const send = (route: Route, payload: string, type: string | undefined) => {
    const as = tokenFor(route)
    return house.app.inject({ method: route.method, url: filled(route, house.own), payload, headers: { host: new URL(URL_OF_TESTS).host, ...type === undefined ? {} : { 'content-type': type }, ...as === null ? {} : { authorization: `Bearer ${as}` } } })
  }

  it.each(CHANGES.filter(({ access }) => access.who !== 'callback').map(route => [named(route), route] as const))('O05: is refused by %s for what it is, whatever it holds', async (_, route) => {
    const before = await house.acme.audit.head(), wanted = route.media === BYTES ? `Send the bytes: Content-Type: ${BYTES}.` : 'Send JSON: Content-Type: application/json.'
    const sent = [...FOREIGN.flatMap(type => ['', '{}', 'title=Mine'].map(body => [type, body] as const)), [undefined, '{}'] as const]
    for (const [type, body] of sent) {
      const answer = await send(route, body, type)
      expect([type, body, answer.json()]).toEqual([type, body, expect.objectContaining({ status: 400, code: 'invalid_input', detail: `Unsupported Media Type. ${wanted}` })])
    }
    expect((await house.acme.audit.head()).seq).toBe(before.seq)
  })

  it('is taken where it is JSON with parameters of its type', async () => {
    const { body } = await house.app.inject({ method: 'POST', url: '/api/v1/companies/acme/notes', payload: '{"body":"Said."}', headers: { host: new URL(URL_OF_TESTS).host, 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${house.guests.owner}` } })
    expect(JSON.parse(body)).toMatchObject({ body: 'Said.' })
  })
})
