import type { CompanyHandle } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { incumbentMounts } from '../compat/every-incumbent-route.ts'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { namedOnly, nobodys } from '../testing/not-there.ts'
import { seated, type Seated } from '../testing/seated.ts'
import { URL_OF_TESTS } from '../testing/served.ts'
import { furnished, rest, worked } from '../testing/stranger.ts'
import { placesIn, unknownIn, withText } from './said-ids.ts'
import type { Parts } from './valid-requests.ts'

const DESK = everyRoute.filter(({ access }) => access.who === 'agent'), MOUNTED = incumbentMounts.flatMap(({ prefix, routes }) => routes.map((route): Route => ({ ...route, path: `${prefix}${route.path}` })))
const nameOf = ({ method, path }: Route): string => `${method} ${path}`
/** What the parts of a path of the compatibility mount are the ids of; `null` is what is none, or of what is not there at all. */
const PARTS: Readonly<Record<string, string | null>> = { company: 'company', agent: 'agent', issue: 'task', comment: 'ask', approval: 'approval', run: 'run', routine: 'routine', project: 'project', goal: 'goal', key: 'document', revision: null, interaction: null, trigger: null, by: null, adapter: null }
/** It makes what it names, and is refused nothing: a name is free here although another company has given it. */
const MAKES = 'PUT /api/issues/:issue/documents/:key'
const partsOf = ({ path }: Route): string[] => [...path.matchAll(/:(\w+)/g)].map(([, part = '']) => part)

describe('an agent that names what is another company\'s', () => {
  const ends: (() => Promise<void>)[] = []
  let house: Seated, globex: CompanyHandle, theirs: Parts = {}, named: Parts = {}, own: Parts = {}, said: Readonly<Record<string, object>> = {}
  beforeAll(async () => {
    house = await seated({ adapters: [rest], permissions: { 'agent.hire': 'team' }, onEnd: end => ends.push(end) })
    const { acme, paperclip } = house
    globex = await paperclip.found({ slug: 'globex' })
    theirs = { ...await furnished(globex), ...await worked(globex, paperclip), member: (await paperclip.access.accept((await globex.invitations.create()).code, { kind: 'new', account: { email: 'gina@example.com', name: 'Gina', password: 'correct horse' } })).id, company: globex.id }
    named = await namedOnly(globex, 'only-theirs')
    const task = (await acme.tasks.get('ACME-1')).id, agent = house.job.agent.id
    own = { company: acme.id, agent, issue: task, comment: (await acme.messages.say({ task, body: 'Mine' })).id, run: house.job.run.id }
    said = {
      update: { title: 'Other' }, finish: { result: 'Done.' }, review: { verdict: 'accept' }, block: { task, reason: 'Rain.' }, delegate: { title: 'Part', assignee: 'report' }, say: { body: 'Hello.' }, ask: { to: 'peer', body: 'Well?' }, answer: { body: 'Yes.' }, report: { current: 1 },
      recall: { text: 'secret' }, attach: { name: 'a.txt', content: 'A' }, write: { key: 'plan', body: 'Text.' }, read: { key: 'plan' }, assigned: { status: 'todo' },
      'POST /api/companies/:company/issues': { title: 'Part', assigneeAgentId: agent }, 'POST /api/issues/:issue/checkout': { agentId: agent, expectedStatuses: ['in_progress'] }, 'POST /api/issues/:issue/comments': { body: 'Hello.' }, 'PUT /api/issues/:issue/documents/:key': { title: 'Plan', format: 'markdown', body: 'Text.' },
      'POST /api/companies/:company/agent-hires': { name: 'New', role: 'worker', adapterType: 'rest' }, 'POST /api/companies/:company/approvals': { type: 'hire_agent', payload: { name: 'New', role: 'worker', adapterType: 'rest' } }, 'POST /api/companies/:company/cost-events': { agentId: agent, provider: 'p', model: 'm', billingType: 'metered_api', costCents: 1, occurredAt: '2026-01-01T00:00:00.000Z' },
    }
  }, 60_000)
  afterAll(async () => { for (const end of ends) await end() })

  const ask = async (route: Route, parts: Parts, { query = '', body }: { query?: string; body?: unknown }) => {
    const path = `${route.path.startsWith('/desk') ? '/api/v1' : ''}${route.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(parts[part] ?? 'x'))}${query}`
    const { statusCode, body: text } = await house.app.inject({ method: route.method, url: path, headers: { host: new URL(URL_OF_TESTS).host, authorization: `Bearer ${house.key}` }, ...body === undefined ? {} : { payload: Object(body) } })
    return { status: statusCode, text }
  }
  const blank = ({ status, text }: { status: number; text: string }, id: string) => ({ status, text: text.replaceAll(id, '…') })
  const doneIn = async (company: CompanyHandle, after: number): Promise<string[]> => {
    const all: string[] = []
    for await (const { action } of company.audit.feed({ after })) if (!action.endsWith('.refused')) all.push(action)
    return all
  }
  const saidIn = (route: Route): unknown => said[nameOf(route)] ?? said[route.path.replace('/desk/', '')] ?? {}
  interface Tried { what: string; kind: string; send(id: string): Promise<{ status: number; text: string }> }
  const saidAt = (route: Route): Tried[] => placesIn([route]).map(({ field, kind, within }) => ({
    what: field, kind, send: id => ask(route, own, { ...within === 'query' ? { query: `?${field}=${encodeURIComponent(id)}` } : {}, ...route.method === 'GET' ? {} : { body: within === 'body' ? withText(saidIn(route), field, id) : saidIn(route) } }),
  }))
  const namedIn = (route: Route): Tried[] => (route.path.startsWith('/desk') ? [] : partsOf(route)).flatMap(part => {
    const kind = PARTS[part] ?? null
    return kind === null || nameOf(route) === MAKES ? [] : [{ what: part, kind, send: id => ask(route, { ...own, [part]: id }, route.method === 'GET' ? {} : { body: saidIn(route) }) }]
  })

  it('is tried wherever it may name something', () => {
    expect(unknownIn([...DESK, ...MOUNTED])).toEqual([])
    expect(MOUNTED.flatMap(partsOf).filter(part => !(part in PARTS))).toEqual([])
    expect([...placesIn([...DESK, ...MOUNTED]).map(({ kind }) => kind), ...Object.values(PARTS)].filter(kind => kind !== null && (theirs[kind] ?? named[kind] ?? '') === '')).toEqual([])
  })

  it.each([...DESK, ...MOUNTED].map(route => [nameOf(route), route] as const))('T1, G01, P06: at %s is told what it would be of what there is not, and nothing is done', async (name, route) => {
    const before = (await globex.audit.head()).seq
    for (const { what, kind, send } of [...saidAt(route), ...namedIn(route)]) for (const id of [theirs[kind], named[kind]]) if (id !== undefined) {
      const { seq } = await house.acme.audit.head(), never = nobodys(id), answer = blank(await send(id), id), other = blank(await send(never), never)
      expect([what, answer.status]).toEqual([what, other.status])
      if (what.endsWith('?')) continue                                   // is taken, and nothing is made of it: docs/compatibility.md says so
      expect([what, answer.text]).toEqual([what, other.text])
      expect([name, what, answer.status]).toEqual([name, what, what === 'agentId' ? 403 : expect.toBeOneOf([400, 404, 501])])
      expect([what, await doneIn(house.acme, seq)]).toEqual([what, []])
    }
    expect(await doneIn(globex, before)).toEqual([])
  })
})
