import { memoryStore } from '@paperclip/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { FakeClock, scripted, trial } from '@paperclip/core/testing'
import { createServer } from '../create-server.ts'
import { receiver } from '../testing/receiver.ts'
import { served, URL_OF_TESTS } from '../testing/served.ts'

const TOKEN = 'm'.repeat(32)

/** The value of a series. */
const read = (text: string, series: string): number => Number(text.split('\n').find(line => line.startsWith(`${series} `))?.slice(series.length + 1) ?? NaN)

describe('metrics', () => {
  it('P11: are for whoever has their own token or owns the installation, and for nobody else', async () => {
    const { ask, acme, paperclip } = await served({ server: { metricsToken: TOKEN } })
    const owner = await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })
    const { token: key } = await acme.keys.create({ name: 'ci', level: 'owner' })
    expect((await ask(TOKEN, 'GET', '/metrics')).statusCode).toBe(200)
    expect((await ask({ login: owner.token }, 'GET', '/metrics')).statusCode).toBe(200)
    expect((await ask(null, 'GET', '/metrics')).statusCode).toBe(401)
    expect((await ask(`${TOKEN.slice(1)}x`, 'GET', '/metrics')).statusCode).toBe(401)
    expect((await ask(key, 'GET', '/metrics')).statusCode).toBe(403)
    expect((await ask(TOKEN, 'GET', '/companies')).statusCode, 'it opens nothing else').toBe(401)
  })

  it('have no token that could be guessed', async () => {
    await expect(served({ server: { metricsToken: 'short' } })).rejects.toMatchObject({ code: 'misconfigured' })
  })

  it('time answers by the pattern of their route, whatever was asked for', async () => {
    const { ask, acme } = await served({ server: { metricsToken: TOKEN } })
    const { token } = await acme.keys.create({ name: 'ci', level: 'owner' })
    for (const agent of ['a', 'b', 'c', 'd']) await ask(token, 'GET', `/companies/acme/agents/${agent}`)
    for (const path of ['/nowhere/1', '/nowhere/2']) await ask(token, 'GET', path)
    const { body, headers } = await ask(TOKEN, 'GET', '/metrics')
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(read(body, 'paperclip_http_request_duration_seconds_count{method="GET",route="/api/v1/companies/:company/agents/:agent",status="404"}')).toBe(4)
    expect(read(body, 'paperclip_http_request_duration_seconds_count{method="GET",route="none",status="404"}')).toBe(2)
    expect(body).not.toMatch(/acme|nowhere/)
    expect(read(body, 'process_resident_memory_bytes')).toBeGreaterThan(1e6)
    expect(read(body, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
  })

  it('time what webhooks are told, by what came of it', async () => {
    const to = await receiver((_, response, count) => void response.writeHead(count === 1 ? 500 : 204).end()), clock = new FakeClock()
    const { app, ask, acme } = await served({ paperclip: { store: memoryStore({ clock }), clock }, server: { clock, metricsToken: TOKEN, webhooks: { allow: ['127.0.0.1'] } } })
    await app.ready()
    onTestFinished(() => app.close())
    const { token } = await acme.keys.create({ name: 'ci', level: 'owner' })
    const { webhook: { id } } = (await ask(token, 'POST', '/companies/acme/webhooks', { name: 'Ops', url: to.url, records: ['task'] })).json<{ webhook: { id: string } }>()
    const attempts = async (outcome: string) => read((await ask(TOKEN, 'GET', '/metrics')).body, `paperclip_webhook_attempt_duration_seconds_count{outcome="${outcome}"}`)
    await acme.tasks.create({ title: 'One' })
    await expect.poll(async () => (await acme.webhooks.get(id)).attempts).toBe(1)
    expect(await attempts('failed')).toBe(1)
    await clock.advance(5_000)
    await to.heard(2)
    await expect.poll(() => attempts('delivered')).toBe(1)
    expect(await attempts('failed')).toBe(1)
  })

  it('count what this node did: runs by their outcome, money, questions', async () => {
    const good = async ({ spend }: { spend(usage: { id: string; cost: number }): Promise<void> }) => {
      await spend({ id: '1', cost: 1_500 })
      return { kind: 'done' as const, summary: '' }
    }
    const { paperclip, acme, clock } = await trial({ script: { good, bad: async () => ({ kind: 'failed', error: { kind: 'auth', message: 'no', retryAfterMs: null } }) } })
    const app = await createServer({ paperclip, clock, publicUrls: [URL_OF_TESTS], metricsToken: TOKEN })
    const scrape = async () => (await app.inject({ url: '/api/v1/metrics', headers: { host: 'localhost:4400', authorization: `Bearer ${TOKEN}` } })).body
    await acme.agents.hire(scripted('ada', 'good'))
    await acme.agents.hire(scripted('bob', 'bad'))
    await acme.tasks.create({ title: 'Do', assignee: 'ada' })
    await acme.tasks.create({ title: 'Do', assignee: 'bob' })
    await clock.advance(4_000)
    const waiting = await scrape()
    expect(read(waiting, 'paperclip_due_lag_seconds')).toBeGreaterThan(2)
    expect(read(waiting, 'paperclip_runs_started_total')).toBe(0)
    await paperclip.start()
    await clock.advance(2_000)
    const text = await scrape()
    expect(read(text, 'paperclip_runs_started_total')).toBe(2)
    expect(read(text, 'paperclip_runs_ended_total{outcome="succeeded"}')).toBe(1)
    expect(read(text, 'paperclip_runs_ended_total{outcome="failed"}')).toBe(1)
    expect(read(text, 'paperclip_runs_ended_total{outcome="lost"}')).toBe(0)
    expect(read(text, 'paperclip_spend_micros_total{billing="billed"}')).toBe(1_500)
    expect(read(text, 'paperclip_approvals_open')).toBe(0)
    await acme.update({ boardMinimum: 2 })
    expect((await acme.propose({ kind: 'agent.hire', input: scripted('eve', 'good') })).kind).toBe('waiting')
    await clock.advance(60_000)
    const later = await scrape()
    expect(read(later, 'paperclip_approvals_open')).toBe(1)
    expect(read(later, 'paperclip_approvals_asked_total')).toBe(1)
    await paperclip.stop()
    await app.close()
  })
})
