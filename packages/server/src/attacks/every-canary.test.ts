import { randomBytes } from 'node:crypto'
import * as api from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { memoryStore, type Adapter, type AdapterJob, type PaperclipEvent, type Plugin } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { csrfOf } from '../access/token.ts'
import { incumbentMounts } from '../compat/every-incumbent-route.ts'
import { pinoLogger } from '../logs/pino-logger.ts'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { canariesIn, formsOf, several } from '../testing/canaries.ts'
import { everyCaller, type FullHouse } from '../testing/every-caller.ts'
import { openStream, type LiveStream } from '../testing/live-stream.ts'
import { URL_OF_TESTS } from '../testing/served.ts'
import { furnished } from '../testing/stranger.ts'
import { otelTracer } from '../traces/otel-tracer.ts'
import { VALID, type Parts } from './valid-requests.ts'

const HOUR_MS = 3_600_000
const EVERYTHING: readonly { url: string; route: Route }[] = [
  ...everyRoute.map(route => ({ url: `/api/v1${route.path}`, route })), ...incumbentMounts.flatMap(({ prefix, routes }) => routes.map(route => ({ url: `${prefix}${route.path}`, route }))),
]
const ofAct = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '')}`
const within = ({ path }: Route): boolean => path.startsWith('/companies/:company')

describe('every kind of secret there is, after everything that can be asked', () => {
  const told: { as: string; what: string; status: number; text: string }[] = [], streams: { as: string; text: string }[] = [], lines: string[] = [], heard: PaperclipEvent[] = [], jobs: AdapterJob[] = []
  const planted = { granted: several('granted', 4), withheld: several('withheld', 4), passwords: several('password', 4), settings: [...several('client-secret', 2), randomBytes(32).toString('base64')], urls: several('database', 2), headers: several('header', 6), access: new Map<string, string>() }
  const every = (): string[] => [...planted.granted, ...planted.withheld, ...planted.passwords, ...planted.settings, ...planted.urls, ...planted.headers, ...planted.access.values()]
  const found = (text: string): string[] => canariesIn(text, every())
  const exporter = new InMemorySpanExporter()
  let house: FullHouse, live: LiveStream, parts: Parts = {}, acmeId = '', breaks: 'the rules' | 'the store' | null = null

  /** Tells all it was given wherever an agent can, goes on elsewhere, and gives what is no outcome when it is asked. */
  const leaks: Adapter = {
    kind: 'leaks', metering: 'call', schema: { '~kind': 'Object', type: 'object', additionalProperties: false, properties: { key: { type: 'string', secret: true } } } as never, parse: config => config,
    async run(job) {
      jobs.push(job)
      if (job.access.kind === 'http') planted.access.set('the token of a run', job.access.token)
      planted.access.set('a callback', job.callback ?? '')
      for (const secret of planted.granted) {
        for (const text of [secret, encodeURIComponent(secret), JSON.stringify(secret), Buffer.from(`x${secret}`).toString('base64'), Buffer.from(secret).toString('base64url'), Buffer.from(secret).toString('hex')]) {
          job.log({ stream: 'stderr', level: 'error', text: `401 for X-Api-Key: ${text}` })
          await job.desk.remember({ body: text })
          await job.desk.say({ task: job.brief.focus?.identifier ?? '', body: text })
        }
        await job.spend({ id: secret, provider: secret, model: secret, cost: 10 })
      }
      return { kind: 'deferred', until: new Date(Date.now() + HOUR_MS), handle: { token: planted.granted[0] } }
    },
  }
  /** What somebody else's code can know of the process around it, and of whoever comes: no value of a company's secret, and nothing that a page alone is handed. */
  const known = (): string[] => [...planted.settings, ...planted.urls, ...[...planted.access].flatMap(([name, secret]) => (name.startsWith('csrf') ? [] : [secret]))]
  /** Throws all that there is wherever a plugin is asked, so that stacks hold it. What is set in the environment is what a log is told to hide. */
  const all = (): Error => new Error(`401 for Authorization: Bearer ${known().join(' ')} at postgres://paperclip:${encodeURIComponent(planted.urls[0] ?? '')}@db.example/x`, { cause: new Error(known().flatMap(one => [Buffer.from(`ab${one}`).toString('base64'), Buffer.from(one).toString('hex'), JSON.stringify(one)]).join('\n')) })
  const clumsy: Plugin = { name: 'clumsy', rules: [({ kind }) => { if (kind === 'goal.set' && breaks === 'the rules') throw all(); return undefined }], on(event) { if (event.kind === 'record' && event.record.action === 'task.create') throw all() } }

  const kept = memoryStore(), store = new Proxy(kept, { get(_, name): unknown {
    if (name === 'transact' && breaks === 'the store') return async () => { throw all() }
    const value: unknown = Reflect.get(kept, name)
    return typeof value === 'function' ? value.bind(kept) : value
  } })

  const ask = async (as: string, { token, method, url, body, headers = {} }: { token: string | null; method: Route['method']; url: string; body?: unknown; headers?: Readonly<Record<string, string>> }) => {
    const answer = await house.app.inject({ method, url, headers: { host: new URL(URL_OF_TESTS).host, ...token === null ? {} : { authorization: `Bearer ${token}` }, ...headers }, ...body === undefined ? {} : { payload: body as object } })
    told.push({ as, what: `${method} ${url}`, status: answer.statusCode, text: `${JSON.stringify(answer.headers)}\n${answer.body}` })
    return answer
  }
  const plant = (name: string, secret: string): string => {
    planted.access.set(name, secret)
    return secret
  }
  const at = (path: string, slug = 'acme', own: Parts = parts): string => path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? slug : own[part] ?? 'unknown'))

  async function plantAll(): Promise<void> {
    const { acme, paperclip, comers } = house
    acmeId = acme.id
    for (const { name, token } of comers) if (token !== null && name !== 'whoever guesses' && name !== 'a monitoring system') plant(name, token)
    for (const [number, value] of planted.granted.entries()) await acme.secrets.set({ slug: `granted-${number}`, value })
    for (const [number, value] of planted.withheld.entries()) await acme.secrets.set({ slug: `withheld-${number}`, value })
    await acme.tools.set({ slug: 'gh', connection: { kind: 'url', url: 'https://mcp.example.com/', headers: { Authorization: { secret: 'withheld-0' } } } })
    await acme.roles.set({ slug: 'leaker', secrets: planted.granted.map((_, number) => `granted-${number}`) })
    plant('a webhook', (await acme.webhooks.create({ name: 'Ops', url: 'https://127.0.0.1:1/' })).secret)
    plant('a hook', (await acme.hooks.create({ name: 'Shop', to: 'idle', source: 'shop' })).secret)
    plant('an open invitation', (await acme.invitations.create({ level: 'viewer' })).code)
    plant('a link of this machine', (await paperclip.access.inviteLocal()).code)
    for (const [number, password] of planted.passwords.entries()) {
      const { code } = await acme.invitations.create({ level: 'owner' })
      const joined = await ask('nobody', { token: null, method: 'POST', url: '/api/v1/session/join', body: { code, email: `guest${number}@example.com`, name: 'Guest', password } })
      const login = /paperclip=(\w+)/.exec(String(joined.headers['set-cookie']))?.[1] ?? ''
      told.pop()                                                                                                   // the one answer that hands a session over
      plant(`used code ${number}`, code)
      plant(`session ${number}`, login)
      planted.access.set(`csrf ${number}`, csrfOf(login))
    }
    parts = await furnished(acme)
    const away = new Promise<string>((resolve, reject) => void paperclip.on(event => {
      if (event.kind !== 'record' || event.companyId !== acme.id) return
      if (event.record.action === 'run.defer') resolve(event.record.entityId)
      if (event.record.action === 'run.failed') reject(new Error('The run that was to go on elsewhere failed.'))
    }))
    await acme.agents.hire({ slug: 'far', role: 'leaker', budget: { limit: '$50' }, adapter: { kind: 'leaks', config: { key: { secret: 'granted-0' } } } })
    await acme.tasks.create({ title: 'Leak', assignee: 'far' })
    parts = { ...parts, run: await away }
  }

  /** Everybody asks for everything there is to see. */
  async function lookAtAll(): Promise<void> {
    const looks = EVERYTHING.filter(({ route: { method, answers, path } }) => method === 'GET' && (answers !== 'stream' || path !== '/companies/:company/events'))
    for (const { name, token } of house.comers) for (const { url, route } of looks) if (route.path !== '/session') await ask(name, { token, method: 'GET', url: at(url).replace(/^\/api\/companies\/acme/, `/api/companies/${acmeId}`) })
  }

  /** Everybody listens to all that happens, from the beginning: with the lines of runs, and by what they come in with in every place that a stream may be asked with it. */
  async function listenToAll(): Promise<void> {
    const { seq } = await house.acme.audit.head(), path = '/companies/acme/events?after=0'
    for (const { name, token } of house.comers) {
      const stream = await openStream(house.app, path, token === null ? {} : { authorization: `Bearer ${token}` }), isLet = stream.answer.statusCode === 200
      if (isLet) await stream.until(() => stream.last >= seq)
      stream.close()
      if (isLet) streams.push({ as: name, text: JSON.stringify([stream.answer.headers, stream.comments, stream.heard]) })
      else await ask(name, { token, method: 'GET', url: `/api/v1${path}` })
      const secret = encodeURIComponent(token ?? planted.headers[0] ?? '')
      for (const [query, headers] of [[`?after=${secret}`, {}], [`?token=${secret}`, {}], [`?nouns=${secret}`, {}], ['', { 'last-event-id': secret, cookie: `paperclip=${secret}` }]] as const) await ask(name, { token: null, method: 'GET', url: `/api/v1/companies/acme/events${query}`, headers })
    }
  }

  /** Every change, as somebody may make it, in a company of its own that has secrets: done, faulty, forbidden, unknown, again, unproven. */
  async function changeAll(): Promise<void> {
    const { paperclip } = house, owner = planted.access.get('the local operator') ?? ''
    let count = 0
    for (const { url, route } of EVERYTHING.filter(({ route: one }) => one.method !== 'GET')) {
      const valid = VALID[ofAct(route)], slug = `c${++count}`
      if (!within(route) || valid === undefined || url.startsWith('/api/companies')) {
        for (const body of [{ unknown: planted.headers[0] }, '{"broken": ']) await ask('nobody', { token: null, method: route.method, url: at(url), body, headers: { ...sneaked(), 'content-type': 'application/json' } })
        continue
      }
      const company = await paperclip.found({ slug }), own = await furnished(company), viewer = (await company.keys.create({ name: 'viewer', level: 'viewer' })).token
      const named = { ...own, ...await valid.before?.(company, own, paperclip).catch(() => ({})) }, path = `${at(url, slug, named)}${(valid.query ?? '').replace('SLUG', slug)}`, body = valid.body ?? undefined
      await ask('viewer', { token: viewer, method: route.method, url: path, body, headers: { ...valid.headers } })
      await ask('nobody', { token: null, method: route.method, url: path, body, headers: { ...valid.headers, ...sneaked() } })
      await ask('owner', { token: owner, method: route.method, url: at(url, slug, {}), body, headers: { ...valid.headers } })
      await ask('owner', { token: owner, method: route.method, url: path, body: '{"broken": ', headers: { 'content-type': 'application/json' } })
      for (const _ of [1, 2]) await ask('owner', { token: owner, method: route.method, url: path, body, headers: { ...valid.headers, 'idempotency-key': slug } })
    }
    for (const what of ['the rules', 'the store'] as const) {
      breaks = what
      await ask('owner', { token: owner, method: 'POST', url: '/api/v1/companies/acme/goals', body: { title: 'It throws.' } })
    }
    breaks = null
    await ask('owner', { token: owner, method: 'POST', url: '/api/v1/companies/acme/tasks', body: { title: 'x'.repeat(2_000_000) } })
  }
  /** A secret of somebody's in every header where one may stand. */
  const sneaked = (): Record<string, string> => {
    const [, basic = '', key = '', cookie = '', agent = '', referer = ''] = planted.headers.map(encodeURIComponent)
    return { authorization: `Basic ${Buffer.from(`ada:${basic}`).toString('base64')}`, 'x-api-key': key, cookie: `paperclip=${cookie}; other=${cookie}`, 'user-agent': agent, referer: `${URL_OF_TESTS}/?code=${referer}`, 'x-request-id': key, 'x-csrf-token': key, 'x-forwarded-for': key }
  }

  /** The agent, over the protocols that it has: with what it was granted. */
  async function speakAsAgent(): Promise<void> {
    const token = planted.access.get('the token of a run') ?? '', agentId = jobs[0]?.agent.id ?? '', [secret = ''] = planted.granted
    const rpc = (method: string, params: object) => ask('mcp', { token, method: 'POST', url: '/mcp', body: { jsonrpc: '2.0', id: 1, method, params }, headers: { accept: 'application/json, text/event-stream' } })
    await rpc('tools/list', {})
    for (const [name, input] of [['remember', { body: secret }], ['say', { task: 'ACME-1', body: Buffer.from(secret).toString('base64') }], ['finish', { task: 'ACME-99', result: secret }], ['tasks', {}], ['notes', {}]] as const) await rpc('tools/call', { name, arguments: input })
    await ask('cost', { token, method: 'POST', url: `/api/companies/${acmeId}/cost-events`, body: { agentId, provider: secret, model: secret, costCents: 1, idempotencyKey: secret, billingCode: secret, occurredAt: secret } })
    const faulty = { [secret]: secret, kind: 'done', outcome: 'done', summary: { secret }, usage: [{ id: { secret } }], session: { secret } }
    await ask('callback', { token: planted.access.get('a callback') ?? '', method: 'POST', url: '/api/v1/runs/finish', body: faulty })
    await ask('board', { token: planted.access.get('the local operator') ?? '', method: 'POST', url: at('/api/v1/companies/:company/runs/:run/finish'), body: { fence: 1, outcome: faulty } })
    await ask('callback', { token: planted.access.get('a callback') ?? '', method: 'POST', url: '/api/v1/runs/finish', body: { outcome: 'failed', error: { kind: 'crashed', message: secret } } })
  }

  beforeAll(async () => {
    api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
    const logger = pinoLogger({ level: 'debug', to: { write: line => void lines.push(line) }, hide: [...planted.settings, ...planted.urls] })
    house = await everyCaller({ paperclip: { store, adapters: [leaks], plugins: [clumsy], logger, tracer: otelTracer(api) }, server: { logger } })
    house.paperclip.on(event => void heard.push(event))
    await house.app.listen({ port: 0, host: '127.0.0.1' })
    await plantAll()
    live = await openStream(house.app, '/companies/acme/events?after=0', { authorization: `Bearer ${planted.access.get('the local operator') ?? ''}` })
    const following = ask('a follower', { token: planted.access.get('the local operator') ?? '', method: 'GET', url: at('/api/v1/companies/:company/runs/:run/log/follow') })
    await speakAsAgent()
    await following
    await lookAtAll()
    await listenToAll()
    await changeAll()
    const { seq } = await house.acme.audit.head()
    await live.until(() => live.last >= seq)
  }, 120_000)
  afterAll(async () => {
    live.close()
    await house.end()
    api.trace.disable()
  })

  it('P16: are of forty and more, each of which is found in any form', () => {
    expect(new Set(every()).size).toBeGreaterThanOrEqual(40)
    for (const name of ['a webhook', 'a hook', 'a callback', 'the token of a run', 'the key of an agent', 'a link of this machine', 'an invitation to own the installation', 'session 0', 'csrf 0']) expect([name, planted.access.get(name)]).toEqual([name, expect.stringMatching(/.{20,}/)])
    for (const secret of every()) {
      expect(formsOf(secret).every(form => form.length >= 6), secret).toBe(true)
      for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret), Buffer.from(secret).toString('hex'), ...['', 'x', 'xy'].flatMap(pad => (['base64', 'base64url'] as const).map(as => Buffer.from(pad + secret).toString(as)))]) expect(canariesIn(`before ${form} after`, [secret])).toHaveLength(1)
    }
  })

  it('O17: appear in no answer, to whoever asks, for whatever, done or refused', () => {
    for (const status of [200, 201, 400, 401, 403, 404, 409, 413, 500]) expect(told.filter(one => one.status === status).length, String(status)).toBeGreaterThan(0)
    const answers = [...new Map(told.map(one => [one.text.replaceAll(/"(?:date|x-request-id|content-length|etag)":"[^"]*",?/g, ''), one])).values()]
    expect(answers.flatMap(({ as, what, text }) => found(text).map(secret => `${as}: ${what}: ${secret}`))).toEqual([])
  })

  it('P16: appear in no line of the log', () => {
    expect(lines.length).toBeGreaterThan(1_000)
    for (const said of ['A listener threw.', 'A request failed.']) expect(lines.join('')).toContain(said)
    expect([...new Set(lines.flatMap(found))]).toEqual([])
  })

  it('P16: appear in no live event, no record and no export of the audit log', async () => {
    const exported = await ask('export', { token: planted.access.get('the local operator') ?? '', method: 'GET', url: '/api/v1/companies/acme/audit/export' })
    expect(exported.body.split('\n').length).toBeGreaterThan(30)
    expect(live.heard.length).toBeGreaterThan(30)
    for (const place of [exported.body, JSON.stringify(live.heard), JSON.stringify(heard)]) expect(found(place)).toEqual([])
  })

  it('O17: appear in no stream, to whoever listens: what happens in a company, and the log of a run as it is followed', async () => {
    expect(streams.length).toBeGreaterThanOrEqual(7)
    const logs = told.filter(({ what, status }) => what.endsWith('/log/follow') && status === 200)
    expect([logs.length >= 7, logs.some(({ as }) => as === 'a follower'), logs.every(({ text }) => text.includes('[secret granted-3]'))]).toEqual([true, true, true])
    for (const { as, text } of streams) expect([as, found(text)]).toEqual([as, []])
  })

  it('P16: appear in no span and no measure', async () => {
    const measures = await ask('monitor', { token: house.comers.find(({ as }) => as === 'monitor')?.token ?? null, method: 'GET', url: '/api/v1/metrics' })
    expect([measures.statusCode, exporter.getFinishedSpans().length > 0]).toEqual([200, true])
    const spans = exporter.getFinishedSpans().map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links }))
    expect([found(JSON.stringify(spans)), found(measures.body)]).toEqual([[], []])
  })

  it('P16: come to an agent only where they were granted: it is told no other', () => {
    const { brief, config, tools } = jobs[0] ?? expect.fail('no job')
    expect(canariesIn(JSON.stringify([config, tools]), every())).toEqual([planted.granted[0]?.slice(0, 12)])
    expect(found(JSON.stringify(brief))).toEqual([])
  })
})
