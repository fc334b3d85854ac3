import type { CompanyHandle } from '@paperclip/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VALID } from './attacks/valid-requests.ts'
import { arbitraryOf, mutated } from './testing/arbitrary-of.ts'
import { everyCaller, type FullHouse } from './testing/every-caller.ts'
import { URL_OF_TESTS } from './testing/served.ts'
import { furnished, worked } from './testing/stranger.ts'

/** The same requests each time: a failure tells the seed and the path to it, which `fc.assert` takes. */
const SEED = 20_260_731, RUNS = 36
/** They work on a password for a while, which is what they are for. */
const SLOW = /^POST \/api\/v1\/(session|session\/join|account\/password|account\/oidc)$/, SLOW_RUNS = 8
/** Answers that have no end of their own: live-events.test.ts asks for them. */
const ENDLESS = new Set(['GET /api/v1/companies/{company}/events'])
/** What all that is in hand would feel comes last. */
const LAST = ['POST /api/v1/desk/spend', 'POST /api/companies/{company}/cost-events', 'POST /api/v1/runs/finish', 'POST /api/v1/stop-everything']

interface Stage { slug: string; parts: Record<string, string>; key: string }
interface Parameter { in: 'query' | 'path' | 'header'; name: string; required?: boolean; schema: unknown }
interface Operation { name: string; method: string; path: string; parameters: readonly Parameter[]; body: unknown; media: string | undefined; replies: readonly string[] }

function operationsOf(document: object): Operation[] {
  const paths: Record<string, Record<string, { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: unknown }> }; responses: object }>> = Reflect.get(document, 'paths')
  return Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { parameters = [], requestBody, responses }]) => {
    const [media, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
    return { name: `${method.toUpperCase()} ${path}`, method: method.toUpperCase(), path, parameters, body: content?.schema, media, replies: Object.keys(responses) }
  }))
}

/** Which parts of a company the fields of bodies and queries name. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  to: ['agent'], for: ['agent'], assignee: ['agent'], reviewer: ['agent'], reportsTo: ['agent'], assigneeId: ['agent'], agentId: ['agent'], parent: ['task'], parentId: ['task'], taskId: ['task'], on: ['task'], waitsFor: ['task'], goalId: ['goal'], projectId: ['project'],
}
const TEXTS: Readonly<Record<string, readonly string[]>> = { kind: ['rest'], limit: ['$1', '0'], every: ['1d', '0s'], expiresIn: ['1h'], timeout: ['10m'], zone: ['Europe/Berlin'], cron: ['0 9 * * 1-5', '* * * * *'], path: ['SKILL.md'], confirm: ['nobody'], cost: ['$0.01'], url: ['https://127.0.0.1:1/'] }

describe('every request that the document allows, and those that are off by one thing', () => {
  let house: FullHouse, operations: Operation[] = [], document: object = {}, count = 0
  const went = new Set<string>()
  beforeAll(async () => {
    house = await everyCaller()
    document = (await house.ask(null, 'GET', '/openapi.json')).json()
    operations = operationsOf(document)
    const { acme } = house, { id: agent } = await acme.agents.get('long'), { id: task } = (await acme.tasks.list()).rows.find(({ assigneeId }) => assigneeId === agent) ?? expect.fail('no task')
    Object.assign(atWork, { agent, task, issue: task, key: (await acme.documents.write(task, { key: 'plan', body: 'Text' })).key, document: 'plan', comment: (await acme.messages.say({ task, body: 'Hello' })).id })
    await stage({ name: '', method: 'GET', path: '/api/v1/companies/{company}', parameters: [], body: undefined, media: undefined, replies: [] })
  }, 60_000)
  afterAll(() => house.end())

  /** A company that is full of everything, for those that change something one of their own. */
  let shared: Stage | undefined
  const atWork: Record<string, string> = {}
  async function stage({ method, path }: Operation): Promise<Stage> {
    const isBoards = path.includes('{company}') && path.startsWith('/api/v1')
    if (shared && !isBoards) return { ...shared, parts: { ...shared.parts, ...atWork } }
    if (shared && method === 'GET') return shared
    const slug = shared ? `c${++count}` : 'acme', company: CompanyHandle = shared ? await house.paperclip.found({ slug }) : house.acme, { token: key } = await company.keys.create({ name: 'key', level: 'owner' }), furniture = await furnished(company)
    const parts = { ...furniture, ...!shared || /\{(run|approval|incident)\}/.test(path) ? await worked(company, house.paperclip) : {}, ...await VALID[`${method} ${path.replace('/api/v1/companies/{company}', '').replace(/\{(\w+)\}/g, ':$1')}`]?.before?.(company, furniture, house.paperclip).catch(() => {}) }
    shared ??= { slug, parts, key }
    return { slug, parts, key }
  }

  async function tokensFor(key: string): Promise<Record<string, string>> {
    const { paperclip, comers } = house
    return { owner: (await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token, key, run: comers.find(({ name }) => name === 'the token of a run')?.token ?? '', callback: comers.find(({ as }) => as === 'callback')?.token ?? '' }
  }

  it('is made of a document that tells every route', () => {
    expect(operations.length).toBeGreaterThan(250)
  })

  it('is answered, and never with a 500', async () => {
    const failed: string[] = []
    for (const operation of operations.filter(({ name }) => !ENDLESS.has(name)).sort((a, b) => LAST.indexOf(a.name) - LAST.indexOf(b.name))) await tryOut(operation).catch((error: unknown) => failed.push(`${operation.name}: ${String(error).slice(0, 1_500)}`))
    expect(failed).toEqual([])
    const never = operations.filter(({ name, replies }) => !went.has(name) && replies.some(status => status.startsWith('2'))).map(({ name }) => name)
    expect(never.length, `Nothing that was made went well at ${never.length}: ${never.join(', ')}`).toBeLessThan(operations.length / 5)
  }, 240_000)

  async function tryOut(operation: Operation): Promise<void> {
    const { slug, parts, key } = await stage(operation), tokens = await tokensFor(key), { name, method, path, parameters, body, media, replies } = operation
    const valid = VALID[name.replace('/api/v1/companies/{company}', '').replace(/\{(\w+)\}/g, ':$1')]?.body
    const known = (field: string): readonly string[] => [...[field, ...FIELDS[field] ?? []].flatMap(part => (parts[part] === undefined ? [] : [parts[part] ?? ''])), ...TEXTS[field] ?? []]
    const of = (schema: unknown, field = ''): fc.Arbitrary<unknown> => arbitraryOf(schema, { document, known, field, depth: 0 })
    const either = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof({ weight: 3, arbitrary: values }, { weight: 2, arbitrary: mutated(values) })
    const bag = (where: Parameter['in']): fc.Arbitrary<unknown> => {
      const taken = parameters.filter(one => one.in === where)
      return fc.record(Object.fromEntries(taken.map(one => [one.name, of(one.schema, one.name)])), { requiredKeys: taken.filter(({ required }) => required).map(one => one.name) })
    }
    const places = fc.record(Object.fromEntries(parameters.filter(one => one.in === 'path').map(one => [one.name, one.name === 'company' ? fc.constantFrom(...Array.from({ length: 9 }, () => (path.startsWith('/api/v1') ? slug : house.acme.id)), 'nobody', '%') : fc.oneof({ weight: 6, arbitrary: fc.constant(parts[one.name] ?? 'unknown') }, { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 150 }) })])))
    const bodies = body === undefined ? fc.constant(undefined) : media === 'application/octet-stream' ? fc.uint8Array({ maxLength: 50 }).map(bytes => Buffer.from(bytes)) : either(valid === undefined ? of(body) : fc.oneof(of(body), fc.constant(valid)))
    const headers = fc.record({ 'idempotency-key': fc.oneof(fc.string({ maxLength: 300 }), fc.uuid()), 'if-match': fc.oneof(fc.constantFrom('*', '"1"', 'W/"1"', '""', '"9999999999999999999"'), fc.string({ maxLength: 80 })), 'last-event-id': fc.string({ maxLength: 30 }), 'if-none-match': fc.string({ maxLength: 30 }) }, { requiredKeys: [] })
    const comers = fc.constantFrom('owner', 'owner', 'key', 'run', 'callback')
    await fc.assert(fc.asyncProperty(fc.record({ comer: comers, places, query: either(bag('query')), sent: bodies, headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: headers }) }), async ({ comer, places: at, query, sent, headers: more }) => {
      const url = path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(Reflect.get(Object(at), part)).toWellFormed())), asked = new URLSearchParams(pairsOf(query))
      const { statusCode, body: told } = await house.app.inject({
        method: method as 'GET', url: `${url}${asked.size > 0 ? `?${String(asked)}` : ''}`, ...sent === undefined ? {} : { payload: Buffer.isBuffer(sent) ? sent : JSON.stringify(sent) },
        headers: { ...Object.fromEntries(Object.entries(more).map(([header, value]) => [header, String(value).replace(/[^\x20-\x7e]/g, '?')])), host: new URL(URL_OF_TESTS).host, authorization: `Bearer ${tokens[tokenFor(operation, comer)] ?? ''}`, ...sent === undefined ? {} : { 'content-type': media ?? 'application/json' } },
      })
      if (statusCode < 300) went.add(name)
      expect(statusCode < 500 || (replies.includes(String(statusCode)) && statusCode !== 500), `${statusCode} ${told.slice(0, 500)}`).toBe(true)
      expect(statusCode >= 400 || statusCode === 304 || replies.includes(String(statusCode)), `${statusCode} is not in the document`).toBe(true)
    }), { seed: SEED, numRuns: SLOW.test(name) ? SLOW_RUNS : RUNS, endOnFailure: true })
  }
})

/** Mostly whom a route is for: the others are sent away before anything is looked at. */
const tokenFor = ({ name, path }: Operation, comer: string): string => (name.endsWith('/runs/finish') && !path.includes('{company}') ? 'callback' : /^\/api\/v1\/desk|^\/api\/(?!v1)|^\/llms/.test(path) ? comer === 'key' ? 'key' : 'run' : comer)

function pairsOf(query: unknown): [string, string][] {
  return Object.entries(Object(query)).flatMap(([name, value]): [string, string][] => (Array.isArray(value) ? value.slice(0, 50).map(one => [name, said(one)]) : [[name, said(value)]]))
}
const said = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? '').slice(0, 2_000).toWellFormed()
