import { existsSync } from 'node:fs'
import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { realServer, type Answered, type RealServer } from '../testing/real-server.ts'
import { furnished, rest } from '../testing/stranger.ts'
import { defers, VALID, type Parts, type Valid } from './valid-requests.ts'

const nameOf = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '')}`
const CHANGES = everyRoute.filter(({ access, method }) => access.who === 'board' && method !== 'GET')
const TRIED = CHANGES.filter(route => nameOf(route) in VALID)

describe('every route that changes something', () => {
  const ends: (() => Promise<void>)[] = []
  let house: RealServer, count = 0, person = { id: '', token: '' }
  beforeAll(async () => {
    house = await realServer({ paperclip: { adapters: [rest, defers] }, server: { limits: { strangers: 1_000_000 } }, onEnd: end => ends.push(end) })
    await house.paperclip.start()
    const { acme, paperclip: { access } } = house, guest = await access.accept((await acme.invitations.create({ level: 'viewer' })).code, { kind: 'new', account: { email: 'vera@example.com', name: 'Vera', password: 'correct horse' } })
    person = { id: guest.id, token: (await access.openLogin(guest)).token }
  })
  afterAll(async () => { for (const end of ends) await end() })

  /** A company of its own, all that a path can name in it, and how to make the request of a route there. */
  async function stage(route: Route) {
    const slug = `c${++count}`, company = await house.paperclip.found({ slug }), valid: Valid = VALID[nameOf(route)] ?? {}
    await company.roles.set({ slug: 'worker' })
    await company.members.set({ id: person.id, level: 'viewer' })
    const viewer = await company.keys.create({ name: 'viewer', level: 'viewer' }), other = await company.keys.create({ name: 'other', level: 'owner', acts: [nameOf(route) === 'POST /messages' ? 'note.write' : 'message.say'] })
        const furniture = await furnished(company), agent = await company.keys.create({ name: 'agent', level: 'owner', agent: 'dev' }), parts: Parts = { ...furniture, ...await valid.before?.(company, furniture, house.paperclip) }
    const path = `/api/v1${route.path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? slug : parts[part] ?? 'unknown'))}${(valid.query ?? '').replace('SLUG', slug)}`
    const ask = (as: string, body = valid.body): Promise<Answered> => house.ask({ as, method: route.method, path, ...body === undefined ? {} : { body }, ...valid.headers ? { headers: valid.headers } : {} })
    const owner = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    return { company, ask, owner, guests: [
      { as: 'key', id: viewer.key.id, token: viewer.token }, { as: 'key', id: other.key.id, token: other.token }, { as: 'key', id: agent.key.id, token: agent.token }, { as: 'operator', ...person },
    ] }
  }
  const recordsOf = async (company: CompanyHandle): Promise<AuditRecord[]> => {
    const all: AuditRecord[] = []
    for await (const record of company.audit.feed()) all.push(record)
    return all
  }
  const actionsOf = async (company: CompanyHandle): Promise<string[]> => {
    const all: string[] = []
    for await (const { action } of company.audit.feed()) all.push(action)
    return all
  }

  it('stands in one of the tables', () => {
    expect(CHANGES.map(nameOf).filter(name => !(name in VALID))).toEqual([])
    expect(Object.keys(VALID).filter(name => !CHANGES.some(route => nameOf(route) === name))).toEqual([])
    expect(existsSync(new URL('../gate.test.ts', import.meta.url))).toBe(true)
  })

  it.each(TRIED.map(route => [nameOf(route), route] as const))('O06, O08, P24: %s is done for an owner, and for nobody who may only look or was lent other rights, whatever they say of themselves', async (_, route) => {
    const { company, ask, owner, guests } = await stage(route)
    for (const { as, id, token } of guests) {
      const before = (await recordsOf(company)).length, refused = await ask(token)
      expect([id, refused.status, refused.json().code]).toEqual([id, 403, 'forbidden'])
      expect((await recordsOf(company)).slice(before).map(({ action, actorKind, actorId }) => [action, actorKind, actorId])).toEqual([[expect.stringMatching(/^[a-z_]+\.[a-z_]+\.refused$/), as, id]])
    }
    const done = await ask(owner)
    expect([done.status, done.text.slice(0, 300)]).toEqual([expect.toBeOneOf([200, 201, 202, 204]), expect.anything()])
  })

  const WITH_BODY = TRIED.filter(route => typeof VALID[nameOf(route)]?.body === 'object' && nameOf(route) !== 'POST /apply')
  it.each(WITH_BODY.map(route => [nameOf(route), route] as const))('G02, P13: %s takes no field that is not its own, not even from an owner', async (_, route) => {
    const { company, ask, owner } = await stage(route), body = Object(VALID[nameOf(route)]?.body), before = await actionsOf(company)
    for (const field of ['id', 'companyId', 'createdById', 'actorId', 'decidedByUserId', 'spentMicros', 'revisionOf', '__proto__x']) {
      const refused = await ask(owner, { ...body, [field]: 'operator:second' })
      expect([field, refused.status, refused.json().code]).toEqual([field, 400, 'invalid_input'])
      expect(refused.json().detail).toContain(field)
    }
    expect((await actionsOf(company)).slice(before.length).filter(action => !action.endsWith('.refused'))).toEqual([])
  })
})
