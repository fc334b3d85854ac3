import type { CompanyHandle } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { namedOnly, nobodys, removed } from '../testing/not-there.ts'
import { served, type Served } from '../testing/served.ts'
import { furnished, rest, worked } from '../testing/stranger.ts'
import { placesIn, unknownIn, withText, type Place } from './said-ids.ts'
import { defers, VALID, type Parts } from './valid-requests.ts'

const OF_A_COMPANY = everyRoute.filter(({ access }) => access.who === 'board'), nameOf = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '')}`
const PLACES = placesIn(OF_A_COMPANY)
/** What is said beside an id, so that it is looked at. */
const BESIDE: Readonly<Record<string, object>> = {
  'GET /tasks reviewerId': { status: 'todo' }, 'GET /approvals proposedById': { status: 'pending' }, 'GET /incidents agentId': { status: 'open' }, 'GET /incidents taskId': { status: 'open' }, 'GET /notes/search agent': { text: 'secret' }, 'GET /notes/search after': { text: 'secret' }, 'GET /search after': { text: 'secret' },
  'PUT /tools/:tool connection.headers.*.secret': { connection: { kind: 'url', url: 'https://tools.example.com/mcp' } }, 'PUT /tools/:tool connection.env.*.secret': { connection: { kind: 'command', command: ['true'] } },
  'POST /budgets for project': { scope: 'project' }, 'POST /budgets for goal': { scope: 'goal' },
}
/** The names of what `removed` removes. */
const ONCE: Parts = Object.fromEntries(['role', 'tool', 'secret', 'skill', 'routine'].map(kind => [kind, 'once-there']))

describe('an id in a body or a query', () => {
  let house: Served, globex: CompanyHandle, theirs: Parts = {}, named: Parts = {}, token = '', count = 0
  beforeAll(async () => {
    house = await served({ paperclip: { adapters: [rest, defers] }, server: { limits: { strangers: 1_000_000, tries: 1_000_000 } } })
    const { paperclip } = house
    globex = await paperclip.found({ slug: 'globex' })
    await paperclip.start()
    const ids = { ...await furnished(globex), ...await worked(globex, paperclip) }, { sha256 } = await globex.artifacts.attach(ids['task'] ?? '', { name: 'theirs.txt', body: Buffer.from('Only theirs') })
    named = await namedOnly(globex, 'only-theirs')
    const gina = await paperclip.access.accept((await globex.invitations.create()).code, { kind: 'new', account: { email: 'gina@example.com', name: 'Gina', password: 'correct horse' } })
    theirs = { ...ids, sha256, member: gina.id }
    token = (await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
  }, 60_000)
  afterAll(async () => {
    await house.paperclip.stop({ drainMs: 0 })
    await house.app.close()
  })
  const doneIn = async (company: CompanyHandle, after: number): Promise<string[]> => {
    const all: string[] = []
    for await (const { action } of company.audit.feed({ after })) all.push(action)
    return all
  }

  it('is known for one wherever a text may stand', () => {
    expect(unknownIn(OF_A_COMPANY)).toEqual([])
    expect(PLACES.filter(({ kind }) => (theirs[kind] ?? '') === '')).toEqual([])
  })

  it.each([...new Set(PLACES.map(({ route }) => nameOf(route)))])('T1, P05, P06, G01: of %s is answered alike whether it is of another company, was there once, or never was, and nothing is done', async name => {
    const slug = `c${++count}`, company = await house.paperclip.found({ slug }), valid = VALID[name] ?? {}, furniture = await furnished(company)
    const parts: Parts = { ...furniture, ...await valid.before?.(company, furniture, house.paperclip) }, deleted = await removed(company)
    const before = [(await globex.audit.head()).seq, (await company.audit.head()).seq] as const
    const asked = async ({ route, within, field, kind }: Place, id: string) => {
      const path = `/companies/${slug}${route.path.replace('/companies/:company', '').replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(parts[part] ?? ''))}`
      const beside = BESIDE[`${name} ${field} ${kind}`] ?? BESIDE[`${name} ${field}`] ?? {}, query = within === 'query' ? `?${String(new URLSearchParams({ ...beside, [field]: id }))}` : valid.query ?? ''
      const { statusCode, body } = await house.ask(token, route.method, `${path}${query}`, within === 'body' ? withText({ ...Object(valid.body), ...beside }, field, id) : valid.body, valid.headers)
      return { status: statusCode, text: body.replaceAll(id, '…') }
    }
    for (const place of PLACES.filter(({ route }) => nameOf(route) === name)) {
      const { field, kind } = place, tried = { 'another company\'s': theirs[kind], 'another company\'s by name': named[kind], deleted: deleted[kind], 'deleted by name': ONCE[kind] }
      for (const [what, id] of Object.entries(tried)) if (id !== undefined) {
        const answer = await asked(place, id), never = await asked(place, kind === 'sha256' ? '0'.repeat(64) : nobodys(id))
        expect([field, kind, what, answer]).toEqual([field, kind, what, never])
        expect([field, kind, what, answer.status === 200 ? answer.text : answer.status]).toEqual([field, kind, what, place.within === 'query' ? expect.toBeOneOf([404, 400, '{"rows":[],"next":null}', '{"rows":[]}']) : expect.toBeOneOf([404, 400])])
        if (answer.status === 400) expect([name, field, what, answer.text]).toEqual([name, field, what, expect.stringMatching(/must be lower case|is not the ..next.. of|tools\.mcp: the role/)])
      }
    }
    expect([await doneIn(globex, before[0]), await doneIn(company, before[1])]).toEqual([[], []])
  })
})
