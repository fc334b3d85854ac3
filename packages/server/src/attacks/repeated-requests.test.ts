import type { CompanyHandle } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyIncumbentRoute } from '../compat/every-incumbent-route.ts'
import { everyRoute } from '../routes/every-route.ts'
import { mcpRoutes } from '../routes/mcp.ts'
import type { Route } from '../routes/route.ts'
import { realServer, type Answered, type RealServer } from '../testing/real-server.ts'
import { furnished, rest, seat } from '../testing/stranger.ts'
import { defers, VALID, type Parts, type Valid } from './valid-requests.ts'

const CHANGES = [...everyRoute, ...mcpRoutes].filter(({ method }) => method !== 'GET')
const full = ({ method, path }: Route): string => `${method} ${path}`
const short = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '')}`
const kept = (route: Route): boolean => route.repeated === 'Idempotency-Key'
const OF_A_COMPANY = CHANGES.filter(route => kept(route) && route.access.who === 'board')
const KEYLESS = CHANGES.filter(({ repeated }) => repeated === undefined)
/** What tells a secret once makes nothing again either, but cannot tell it again. */
const TOLD_ONCE = ['POST /keys', 'POST /invitations', 'POST /hooks', 'POST /webhooks', 'POST /owner-invitations']

/** How what is of no company is asked for twice, and then for something else. */
interface Twice { body?: object; other?: object; parts?(house: RealServer): Promise<Parts> }
const OF_NO_COMPANY: Readonly<Record<string, Twice>> = {
  'POST /companies': { body: { slug: 'founded' }, other: { slug: 'founded', name: 'Other' } }, 'POST /stop-everything': { body: { reason: 'Rain.' }, other: { reason: 'Snow.' } },
  'PATCH /accounts/:account': { body: { name: 'New' }, other: { name: 'Other' }, parts: async ({ paperclip }) => ({ account: (await paperclip.access.accounts()).rows[0]?.id ?? '' }) },
  'POST /owner-invitations': {}, 'DELETE /owner-invitations/:invitation': { parts: async ({ paperclip }) => ({ invitation: (await paperclip.access.inviteOwner()).invitation.id }) },
}

describe('a request that is sent again under its Idempotency-Key', () => {
  const ends: (() => Promise<void>)[] = []
  let house: RealServer, local: string, count = 0
  beforeAll(async () => {
    house = await realServer({ paperclip: { adapters: [rest, defers] }, server: { limits: { strangers: 1_000_000 } }, onEnd: end => ends.push(end) })
    await seat(house.paperclip, house.acme, 'viewer')
    local = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    await house.paperclip.start()
  })
  afterAll(async () => { for (const end of ends) await end() })
  const filled = ({ path }: Route, parts: Parts): string => `/api/v1${path.replace(/:(\w+)/g, (_, part: string) => parts[part] ?? 'unknown')}`
  const said = ({ status, text }: Answered): unknown => [status, text]
  const records = async (company: CompanyHandle): Promise<number> => (await company.audit.head()).seq

  it.each(OF_A_COMPANY.map(route => [short(route), route] as const))('I1: is done once, and answered as it was: %s', async (name, route) => {
    const slug = `c${++count}`, company = await house.paperclip.found({ slug }), valid: Valid = VALID[name] ?? {}
    const furniture = await furnished(company), parts: Parts = { ...furniture, ...await valid.before?.(company, furniture, house.paperclip), company: slug }
    const ask = () => house.ask({ as: local, method: route.method, path: `${filled(route, parts)}${(valid.query ?? '').replace('SLUG', slug)}`, ...valid.body === undefined ? {} : { body: valid.body }, headers: { 'idempotency-key': 'k', ...valid.headers } })
    const first = await ask()
    expect([first.status, first.text.slice(0, 300)]).toEqual([expect.toBeOneOf([200, 201, 202, 204]), expect.anything()])
    const before = await records(company), again = await ask()
    if (TOLD_ONCE.includes(name)) expect(again.json()).toMatchObject({ status: 409, reason: 'key_reused' })
    else expect(said(again)).toEqual(said(first))
    expect(await records(company)).toBe(before)
  }, 60_000)

  it.each(Object.entries(OF_NO_COMPANY))('I1: is done once, and answered as it was, and is a conflict with another input: %s', async (name, { body, other, parts }) => {
    const route = CHANGES.find(one => full(one) === name) as Route, path = filled(route, await parts?.(house) ?? {})
    const ask = (given?: object) => house.ask({ as: local, method: route.method, path, ...given === undefined ? {} : { body: given }, headers: { 'idempotency-key': `k of ${name}` } })
    const first = await ask(body), stood = async () => [await records(house.acme), await house.paperclip.access.accounts(), await house.paperclip.access.invitations()]
    expect([first.status, first.text]).toEqual([expect.toBeOneOf([200, 201]), expect.anything()])
    const before = await stood(), again = await ask(body)
    if (TOLD_ONCE.includes(name)) expect(again.json()).toMatchObject({ status: 409, reason: 'key_reused' })
    else expect(said(again)).toEqual(said(first))
    if (other) expect((await ask(other)).json()).toMatchObject({ status: 409, code: 'conflict', reason: expect.toBeOneOf(['key_reused', 'exists']) })
    expect(await stood()).toEqual(before)
  })

  it('I1: stops in each company once, also a company that was founded since', async () => {
    const { paperclip } = house, later = await paperclip.found({ slug: 'later' })
    const stop = () => house.ask({ as: local, method: 'POST', path: '/api/v1/stop-everything', body: {}, headers: { 'idempotency-key': 'stop' } })
    expect((await stop()).json().rows.some(({ slug }: { slug: string }) => slug === 'later')).toBe(true)
    await later.resume()
    const newer = await paperclip.found({ slug: 'newer' })
    expect((await stop()).status).toBe(200)
    expect([(await later.get()).status, (await newer.get()).status]).toEqual(['active', 'active'])
  })

  it.each(KEYLESS.map(route => [full(route), route] as const))('I1: is refused for it, and nothing is done, where nothing is kept: %s', async (_, route) => {
    const slug = `c${++count}`, company = await house.paperclip.found({ slug }), parts: Parts = { ...await furnished(company), company: slug }
    await company.archive()
    const before = [await records(company), await house.paperclip.access.accounts()]
    const refused = await house.ask({ as: local, method: route.method, path: `${filled(route, parts)}${route.path === '/companies/:company' ? `?confirm=${slug}` : ''}`, headers: { 'idempotency-key': 'k' } })
    expect(refused.json()).toMatchObject({ status: 400, code: 'invalid_input', fields: [{ field: 'Idempotency-Key', problem: 'has no place here' }] })
    expect([await records(company), await house.paperclip.access.accounts()]).toEqual(before)
  })

  it('stands in one of the tables, or is the deed of an agent or a run, or does nothing twice by its nature', () => {
    expect(OF_A_COMPANY.map(short).filter(name => !(name in VALID))).toEqual([])
    expect(CHANGES.filter(route => kept(route) && !['board', 'agent', 'callback'].includes(route.access.who)).map(full).sort()).toEqual(Object.keys(OF_NO_COMPANY).sort())
    expect(CHANGES.filter(({ repeated }) => repeated === 'by nature').map(full)).toEqual(['POST /companies/:company/plan', 'POST /hooks/:address', 'POST /tombstones/verify', 'DELETE /mcp'])
    expect(everyIncumbentRoute.filter(({ method, repeated }) => method !== 'GET' && repeated === undefined).map(full)).toEqual([])
    expect(KEYLESS.map(full).sort()).toEqual(['DELETE /account/oidc', 'DELETE /companies/:company', 'DELETE /session', 'POST /account/oidc', 'POST /account/password', 'POST /companies/:company/agents/:agent/probe', 'POST /companies/:company/tidy', 'POST /session', 'POST /session/accept', 'POST /session/join', 'POST /session/oidc', 'POST /session/oidc/return', 'POST /session/open'])
  })

  it('has its key among the parameters of what heeds it, and of nothing else', async () => {
    const { paths } = (await house.ask({ path: '/api/v1/openapi.json' })).json()
    const listed = everyRoute.filter(({ method, path }) => Object(paths)[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`][method.toLowerCase()].parameters?.some(({ in: place, name }: { in: string; name: string }) => place === 'header' && name === 'idempotency-key'))
    expect(listed.map(full)).toEqual(everyRoute.filter(kept).map(full))
  })
})
