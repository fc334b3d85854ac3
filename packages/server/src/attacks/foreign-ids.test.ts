import type { CompanyHandle } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { served, type Served } from '../testing/served.ts'
import { namedOnly, nobodys, removed } from '../testing/not-there.ts'
import { furnished, rest, seat, worked } from '../testing/stranger.ts'
import { defers, VALID, type Parts, type Valid } from './valid-requests.ts'

const OF_A_COMPANY = everyRoute.filter(({ access }) => access.who === 'board')
const nameOf = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '')}`
const placesOf = ({ path }: Route): string[] => [...path.matchAll(/:(\w+)/g)].map(([, place = '']) => place).filter(place => place !== 'company')
/** What those that look cannot do without. */
const QUERIES: Readonly<Record<string, string>> = { 'GET /skills/:skill/file': '?path=SKILL.md', 'GET /search': '?text=secret', 'GET /notes/search': '?text=secret' }
const validOf = (route: Route): Valid => VALID[nameOf(route)] ?? { query: QUERIES[nameOf(route)] ?? '' }
/** They make what their path names, where it is not there: a name of another company is free here. */
const MAKES = new Set(OF_A_COMPANY.filter(({ method }) => method === 'PUT').map(nameOf))
/** They may do all there is: some of it is for people alone. */
const MAY_ALL = new Set(['owner', 'owner of both'])
describe('an id in an address', () => {
  let house: Served, acme: CompanyHandle, globex: CompanyHandle, own: Parts = {}, deleted: Parts = {}, buried: Parts = {}, named: Parts = {}, theirs: Parts = {}, callers: Record<string, string> = {}, strangers: Record<string, string> = {}, count = 0
  beforeAll(async () => {
    house = await served({ paperclip: { adapters: [rest, defers] }, server: { limits: { strangers: 1_000_000, tries: 1_000_000 } } })
    acme = house.acme
    globex = await house.paperclip.found({ slug: 'globex' })
    const gone = await house.paperclip.found({ slug: 'gone' }), { paperclip } = house
    await paperclip.start()
    own = await furnished(acme)
    deleted = await removed(acme)
    theirs = { ...await furnished(globex), ...await worked(globex, paperclip) }
    named = await namedOnly(await paperclip.found({ slug: 'named' }).then(async company => { await furnished(company); return company }), 'only-theirs')
    buried = { ...await furnished(gone), ...await worked(gone, paperclip), id: gone.id }
    await gone.archive()
    await gone.delete({ confirm: 'gone' })
    const key = async (company: CompanyHandle, input: object): Promise<string> => (await company.keys.create({ name: 'key', ...input })).token
    callers = {
      owner: await seat(paperclip, acme, 'owner'), viewer: await seat(paperclip, acme, 'viewer'), 'key of an owner': await key(acme, { level: 'owner' }), 'key of an operator': await key(acme, { level: 'operator' }), 'key of one act': await key(acme, { level: 'owner', acts: ['note.write'] }),
      'key of one agent': await key(acme, { level: 'operator', agents: ['dev'] }), 'owner of both': (await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token,
    }
    strangers = { owner: await seat(paperclip, globex, 'owner'), key: await key(globex, { level: 'owner' }) }
    own = { ...own, ...await worked(acme, paperclip) }
  }, 60_000)
  afterAll(async () => {
    await house.paperclip.stop({ drainMs: 0 })
    await house.app.close()
  })

  const ask = async (as: string, route: Route, { company, parts }: { company: string; parts: Parts }): Promise<{ status: number; text: string }> => {
    const { body, query = '', headers = {} } = validOf(route)
    const path = route.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(part === 'company' ? company : parts[part] ?? `unknown-${part}`))
    const { statusCode, body: told } = await house.ask(as, route.method, `${path}${query.replace('SLUG', company)}`, body, headers)
    return { status: statusCode, text: told }
  }
  const blank = (text: string, ids: readonly string[]): string => ids.toSorted((a, b) => b.length - a.length).reduce((left, id) => left.replaceAll(id, '…'), text)
  const seqOf = async (company: CompanyHandle): Promise<number> => (await company.audit.head()).seq
  /** What was recorded since, but for refusals. */
  const doneIn = async (company: CompanyHandle, after: number): Promise<string[]> => {
    const all: string[] = []
    for await (const { action } of company.audit.feed({ after })) if (!action.endsWith('.refused')) all.push(action)
    return all
  }
  /** What the same could be done to in another company: as it must be for that, and really there. */
  async function staged(route: Route): Promise<{ company: CompanyHandle; parts: Parts }> {
    const { before } = validOf(route)
    if (!before) return { company: globex, parts: theirs }
    const company = await house.paperclip.found({ slug: `c${++count}` }), furniture = await furnished(company)
    return { company, parts: { ...theirs, ...furniture, ...await before(company, furniture, house.paperclip) } }
  }

  it('is tried with what is really there, of every kind that a path can name', () => {
    const places = new Set(OF_A_COMPANY.flatMap(placesOf))
    for (const parts of [own, theirs, buried]) expect([...places].filter(place => (parts[place] ?? '') === '')).toEqual([])
    expect([...places].filter(place => nobodys(theirs[place] ?? '') === theirs[place])).toEqual([])
  })

  const PLACES = OF_A_COMPANY.flatMap(route => placesOf(route).map(place => ({ name: nameOf(route), place, route })))
  it.each(PLACES.filter(({ name }) => !MAKES.has(name)))('T1, P05, P06, G01: of $name, in place of its $place, is answered alike whether it is of another company, was there once, or never was', async ({ route, place }) => {
    const { company, parts } = await staged(route), before = [await seqOf(company), await seqOf(acme)] as const
    const tried = Object.entries({ 'another company\'s': parts[place], 'deleted': deleted[place], 'a deleted company\'s': buried[place], 'another company\'s by name': named[place] })
    for (const [caller, token] of Object.entries(callers)) for (const [kind, id] of tried) {
      if (id === undefined || id === own[place]) continue
      const never = nobodys(id), at = (one: string) => ask(token, route, { company: 'acme', parts: { ...own, [place]: one } }), answer = await at(id), unknown = await at(never)
      expect([caller, kind, answer.status, blank(answer.text, [id, never])]).toEqual([caller, kind, unknown.status, blank(unknown.text, [id, never])])
      expect([caller, kind, answer.status]).toEqual([caller, kind, MAY_ALL.has(caller) || route.method === 'GET' ? 404 : expect.toBeOneOf([403, 404])])
    }
    expect(await doneIn(company, before[0])).toEqual([])
    expect(await doneIn(acme, before[1])).toEqual([])
  })

  it.each(PLACES.filter(({ name }) => MAKES.has(name)))('T1, G01: of $name, in place of its $place, is as free whether another company has it, it was had once, or nobody ever had it', async ({ name, route, place }) => {
    const { company, parts } = await staged(route), slug = `m${++count}`, mine = await house.paperclip.found({ slug }), here = await furnished(mine), gone = await removed(mine), before = await seqOf(company)
    const tokens = { owner: callers['owner of both'] ?? '', viewer: (await mine.keys.create({ name: 'viewer', level: 'viewer' })).token }
    const tried = Object.entries({ 'another company\'s': parts[place], 'deleted': place === 'document' ? 'once-there-too' : gone[place], 'a deleted company\'s': buried[place], 'another company\'s by name': named[place] })
    for (const [caller, token] of Object.entries(tokens)) for (const [kind, id] of tried) {
      if (id === undefined || id === here[place]) continue
      const never = nobodys(id), at = (one: string) => ask(token, route, { company: slug, parts: { ...here, [place]: one } }), answer = await at(id), unknown = await at(never === 'nobodys-name' ? `${never}-${++count}` : never)
      expect([caller, kind, name, answer.status]).toEqual([caller, kind, name, unknown.status])
    }
    expect(await doneIn(company, before)).toEqual([])
  })

  it.each(OF_A_COMPANY.map(route => [nameOf(route), route] as const))('T1, P05, G01: %s of a company is as unknown to a stranger as one that was deleted, or never was, whatever it would be asked to do', async (_, route) => {
    const before = await seqOf(acme)
    for (const [stranger, token] of Object.entries(strangers)) {
      const unknown = await ask(token, route, { company: 'nobodys', parts: own })
      expect([stranger, unknown.status]).toEqual([stranger, 404])
      for (const company of ['acme', acme.id, 'gone', buried['id'] ?? '']) {
        const answer = await ask(token, route, { company, parts: own })
        expect([stranger, company, answer.status, blank(answer.text, [company])]).toEqual([stranger, company, 404, blank(unknown.text, ['nobodys'])])
      }
    }
    expect(await seqOf(acme)).toBe(before)
  })
})
