import { existsSync } from 'node:fs'
import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { realServer, type Answered, type RealServer } from '../testing/real-server.ts'
import { furnished, rest } from '../testing/stranger.ts'
import { defers, VALID, type Parts, type Valid } from './valid-requests.ts'

/** Refusals that leave no record in the company's log, and why. Whatever is not named here leaves one, of whoever was refused. */
const UNRECORDED: Readonly<Record<string, string>> = {
  'DELETE ': 'is no act: people who own the company delete it, and it is refused before its log is written',
  'POST /runs/:run/finish': 'is for people: a key is refused before the run is looked at',
  ...Object.fromEntries(['approve', 'reject', 'repropose'].map(verb => [`POST /approvals/:approval/${verb}`, 'is no act: people decide, and a key is refused before the approval is looked at'])),
}
/** An agent is sent from the board's door to its desk by what it is, before any company is entered: the log of requests tells of that. */
const isUnrecorded = (route: Route, guest: string): boolean => guest === 'agent' || nameOf(route) in UNRECORDED

const nameOf = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '')}`
const CHANGES = everyRoute.filter(({ access, method }) => access.who === 'board' && method !== 'GET')
const TRIED = CHANGES.filter(route => nameOf(route) in VALID)

describe('every route that changes something', () => {
  const ends: (() => Promise<void>)[] = []
  let house: RealServer, count = 0
  beforeAll(async () => {
    house = await realServer({ paperclip: { adapters: [rest, defers] }, server: { limits: { strangers: 1_000_000 } }, onEnd: end => ends.push(end) })
    await house.paperclip.start()
  })
  afterAll(async () => { for (const end of ends) await end() })

  /** A company of its own, all that a path can name in it, and how to make the request of a route there. */
  async function stage(route: Route) {
    const slug = `c${++count}`, company = await house.paperclip.found({ slug }), valid: Valid = VALID[nameOf(route)] ?? {}
    await company.roles.set({ slug: 'worker' })
    const viewer = await company.keys.create({ name: 'viewer', level: 'viewer' }), other = await company.keys.create({ name: 'other', level: 'owner', acts: [nameOf(route) === 'POST /messages' ? 'note.write' : 'message.say'] })
    const guests = { viewer: viewer.token, other: other.token }, ids: Readonly<Record<string, string>> = { viewer: viewer.key.id, other: other.key.id }
    const furniture = await furnished(company), agent = (await company.keys.create({ name: 'agent', level: 'owner', agent: 'dev' })).token, parts: Parts = { ...furniture, ...await valid.before?.(company, furniture, house.paperclip) }
    const path = `/api/v1${route.path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? slug : parts[part] ?? 'unknown'))}${(valid.query ?? '').replace('SLUG', slug)}`
    const ask = (as: string, body = valid.body): Promise<Answered> => house.ask({ as, method: route.method, path, ...body === undefined ? {} : { body }, ...valid.headers ? { headers: valid.headers } : {} })
    const owner = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    return { company, ask, owner, ids, guests: { ...guests, agent } }
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
    const { company, ask, owner, guests, ids } = await stage(route)
    for (const [guest, token] of Object.entries(guests)) {
      const before = (await recordsOf(company)).length, refused = await ask(token)
      expect([guest, refused.status, refused.json().code]).toEqual([guest, 403, 'forbidden'])
      const recorded = (await recordsOf(company)).slice(before)
      if (isUnrecorded(route, guest)) expect([guest, recorded]).toEqual([guest, []])
      else expect([guest, recorded.map(({ action, actorKind, actorId }) => [action, actorKind, actorId])]).toEqual([guest, [[expect.stringMatching(/^[a-z_]+\.[a-z_]+\.refused$/), 'key', ids[guest]]]])
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
