import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as api from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { INSTALLATION, memoryStore } from '@paperclip/core'
import { FakeClock } from '@paperclip/core/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { csrfOf } from '../access/token.ts'
import { pinoLogger } from '../logs/pino-logger.ts'
import { canariesIn } from '../testing/canaries.ts'
import { oidcHouse, withAda, type Browser } from '../testing/oidc-house.ts'
import { signed, signingKey, unsigned, type Ways } from '../testing/oidc-provider.ts'
import { otelTracer } from '../traces/otel-tracer.ts'
import { FlowSeal } from './flow.ts'

/** A provider that says back, in an answer of its own, all that it was sent. */
const echoing = (path: string, answer: (sent: string) => { status: number; type?: string; body: string; headers?: Readonly<Record<string, string>> }): Ways => ({
  instead(request: IncomingMessage, response: ServerResponse) {
    if (request.url !== path) return false
    void text(request).then(form => {
      const { status, type = 'application/json', body, headers = {} } = answer(`${form} ${request.headers.authorization ?? ''} ${Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()}`)
      response.writeHead(status, { 'content-type': type, ...headers }).end(body)
    })
    return true
  },
})
const codeIn = (sent: string): string => new URLSearchParams(sent.split(' ')[0]).get('code') ?? ''
const hung: Ways = { instead: ({ url }, response) => (url === '/token' ? (response.destroy(), true) : false) }

/** How a provider may answer whoever comes back: as it should, and in every way that goes wrong. */
const WAYS: readonly (readonly [how: string, ways: Ways])[] = [
  ['as it should', {}],
  ['with a refusal that says all', echoing('/token', sent => ({ status: 400, body: JSON.stringify({ error: 'invalid_grant', error_description: sent, error_uri: `https://id.example/?${sent}` }) }))],
  ['with a refusal whose word is the code', echoing('/token', sent => ({ status: 400, body: JSON.stringify({ error: codeIn(sent), error_description: sent }) }))],
  ['with a refusal that knows no such server', echoing('/token', sent => ({ status: 401, body: JSON.stringify({ error: 'invalid_client', error_description: sent }) }))],
  ['with a challenge', echoing('/token', sent => ({ status: 401, body: sent, headers: { 'www-authenticate': `Basic realm="${encodeURIComponent(sent)}"` } }))],
  ['with a failure', echoing('/token', sent => ({ status: 500, body: sent }))],
  ['with a page', echoing('/token', sent => ({ status: 200, type: 'text/html', body: `<p>${sent}` }))],
  ['with JSON that is none', echoing('/token', sent => ({ status: 200, body: `{"access_token": "${sent}` }))],
  ['with tokens of no kind', echoing('/token', sent => ({ status: 200, body: JSON.stringify({ access_token: sent, token_type: sent, id_token: { sent } }) }))],
  ['with another address', echoing('/token', sent => ({ status: 302, body: sent, headers: { location: `http://localhost:1/?${encodeURIComponent(sent)}` } }))],
  ['by hanging up', hung],
  ['with a proof that nobody signed', { token: unsigned }],
  ['with a proof that another signed', { token: claims => signed(claims, signingKey('ES256', 'one')) }],
  ['with a proof for another nonce', { claims: usual => ({ ...usual, nonce: 'another' }) }],
  ['with a state that is the code', { answer: usual => new URLSearchParams({ ...Object.fromEntries(usual), state: usual.get('code') ?? '' }) }],
  ['with an error that is the code', { answer: usual => new URLSearchParams({ state: usual.get('state') ?? '', iss: usual.get('iss') ?? '', error: usual.get('code') ?? '', error_description: usual.get('code') ?? '' }) }],
  ['with an error that is the state', { answer: usual => new URLSearchParams({ state: usual.get('state') ?? '', iss: usual.get('iss') ?? '', error: usual.get('state') ?? '' }) }],
  ['as another issuer', { answer: usual => new URLSearchParams({ ...Object.fromEntries(usual), iss: `https://evil.example/${usual.get('code') ?? ''}` }) }],
]

describe('a sign-in by a provider', () => {
  it.each(['client_secret_basic', 'client_secret_post'])('P16, O17: puts no secret, code, token, state, nonce or verifier into a log, an answer, a record or an event, however it goes, and is no span, with %s', async method => {
    const exporter = new InMemorySpanExporter(), lines: string[] = [], heard: unknown[] = [], told: string[] = [], planted = new Set<string>()
    api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }))
    onTestFinished(() => api.trace.disable())
    const store = memoryStore(), clock = new FakeClock(), logger = pinoLogger({ level: 'debug', to: { write: line => void lines.push(line) } }), tracer = otelTracer(api)
    const house = await oidcHouse({ metadata: usual => ({ ...usual, token_endpoint_auth_methods_supported: [method] }), paperclip: { store, clock, logger, tracer }, server: { logger, clock, limits: { tries: 1_000 } } }), { acme, paperclip, provider } = house
    const { issuer, clientId, clientSecret } = provider, seal = new FlowSeal({ issuer, clientId, clientSecret })
    paperclip.on(event => void heard.push(event))
    planted.add(clientSecret)

    /** Everything that one way there and back has of secrets; what a browser alone is given, it is given once. */
    const there = async (browser: Browser, path: string, body: object, headers = {}): Promise<string> => {
      const went = await browser.post(path, body, headers), sealed = browser.cookies.get('paperclip-oidc') ?? '', flow = seal.open(sealed, clock.now()) ?? expect.fail(went.text)
      for (const secret of [sealed, flow.state, flow.nonce, flow.verifier, ...flow.intent.kind === 'join' ? [flow.intent.code] : []]) planted.add(secret)
      told.push(went.text.replaceAll(flow.state, '').replaceAll(flow.nonce, ''))
      return String(went.json().url)
    }
    const back = async (browser: Browser, answer: string): Promise<number> => {
      const came = await browser.comeBack(answer), session = browser.cookies.get('paperclip') ?? ''
      told.push(session === '' ? `${JSON.stringify(came.headers)} ${came.text}` : came.text.replaceAll(csrfOf(session), ''))
      if (session !== '') for (const secret of [session, csrfOf(session)]) planted.add(secret)
      return came.status
    }

    const { browser: ada } = await withAda(house), statuses: number[] = []
    for (const [, ways] of WAYS) {
      Object.assign(provider.ways, { claims: undefined, token: undefined, answer: undefined, instead: undefined }, ways)
      for (const code of [undefined, (await acme.invitations.create({ level: 'viewer' })).code]) {
        const browser = house.browser(), answer = await provider.visit(await there(browser, '/session/oidc', code === undefined ? {} : { code })), kept = browser.cookies.get('paperclip-oidc') ?? ''
        told.push((await house.ask({ path: `/oidc?${answer}`, headers: { cookie: `paperclip-oidc=${kept}`, referer: `${house.url}/oidc?${answer}` } })).text)
        for (const wrong of [{ answer, code: answer }, { answer: [answer] }, `{"answer": "${answer}`, { answer: answer.repeat(80) }]) told.push((await browser.post('/session/oidc/return', wrong)).text)
        statuses.push(await back(house.browser(), answer))
        browser.cookies.set('paperclip-oidc', kept)
        statuses.push(await back(browser, answer))
        browser.cookies.set('paperclip-oidc', kept)
        statuses.push(await back(browser, answer))
      }
      const login = ada.cookies.get('paperclip') ?? ''
      if (login !== '') for (const secret of [login, csrfOf(login)]) planted.add(secret)
    }
    for (const status of [200, 401, 409, 500, 503]) expect(statuses, String(status)).toContain(status)

    for (const secret of provider.gave) planted.add(secret)
    const owner = (await acme.keys.create({ name: 'ci', level: 'owner' })).token, records = await store.read(INSTALLATION, view => view.list('audit', { by: 'seq', limit: 500 }))
    planted.add(owner)
    for (const path of ['audit/export', 'members', 'invitations', 'incidents']) told.push((await house.ask({ as: owner, path: `/api/v1/companies/acme/${path}` })).text)
    expect([planted.size > 200, lines.length > 300, records.rows.length > 5, heard.length > 5]).toEqual([true, true, true, true])
    for (const [place, said] of Object.entries({ lines: lines.join(''), told: told.join('\n'), records: JSON.stringify(records), heard: JSON.stringify(heard) })) expect([place, canariesIn(said, [...planted])]).toEqual([place, []])
    expect(exporter.getFinishedSpans()).toEqual([])
  }, 60_000)
})
