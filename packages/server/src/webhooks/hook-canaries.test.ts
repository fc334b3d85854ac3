import { memoryStore, signMessage } from '@paperclip/core'
import { FakeClock, scripted, scriptedAdapter } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { pinoLogger } from '../logs/pino-logger.ts'
import { canariesIn, several } from '../testing/canaries.ts'
import { served } from '../testing/served.ts'

const JSON_TYPE = { 'content-type': 'application/json' }, WINDOW_MS = 301_000

describe('what is brought in by a hook', () => {
  it('P16, O17: puts its signing secret, its signatures and what is refused of it into no answer, log, record, event or brief: signed rightly, wrongly, again, too late, or not at all', async () => {
    const clock = new FakeClock(), lines: string[] = [], heard: unknown[] = [], told: string[] = [], statuses: number[] = [], planted: string[] = [], bodies = several('body', 12)
    const adapter = scriptedAdapter({ rest: async ({ log, brief }) => {
      log({ stream: 'stdout', level: 'info', text: JSON.stringify(brief) })
      return { kind: 'done', summary: '' }
    } })
    const logger = pinoLogger({ level: 'debug', to: { write: line => void lines.push(line) } }), store = memoryStore({ clock })
    const { acme, paperclip, ask, app } = await served({ paperclip: { store, clock, logger, adapters: [adapter] }, server: { clock, logger, limits: { tries: 1_000, strangers: 1_000 } } })
    paperclip.on(event => void heard.push(event))
    await acme.agents.hire(scripted('dev', 'rest'))
    await paperclip.start()
    const owner = (await acme.keys.create({ name: 'ci', level: 'owner' })).token
    const made = (await ask(owner, 'POST', '/companies/acme/hooks', { name: 'The shop', to: 'dev', source: 'shop' }, { 'idempotency-key': 'once' })).json<{ secret: string; url: string; hook: { id: string } }>()
    told.push((await ask(owner, 'POST', '/companies/acme/hooks', { name: 'Another', to: 'dev', source: 'shop' }, { 'idempotency-key': 'once' })).body)
    const other = await acme.hooks.create({ name: 'Another', to: 'dev', source: 'other' }), path = new URL(made.url).pathname.replace('/api/v1', '')
    planted.push(owner, made.secret, other.secret, made.secret.slice('whsec_'.length), Buffer.from(made.secret.slice('whsec_'.length), 'base64').toString('hex'))
    const signed = (id: string, body: string, secret = made.secret): Record<string, string> => {
      const timestamp = String(Math.floor(clock.now().getTime() / 1_000)), signature = signMessage(secret, { id, timestamp, body: Buffer.from(body) })
      planted.push(signature)
      return { ...JSON_TYPE, 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
    }
    const send = async (body: string, headers: Record<string, string>, to = path): Promise<void> => {
      const { statusCode, headers: answered, body: said } = await ask(null, 'POST', to, body, headers)
      statuses.push(statusCode)
      told.push(`${JSON.stringify(answered)} ${said}`)
    }
    let at = 0
    const refused = (): string => JSON.stringify({ order: bodies[at++ % bodies.length] })

    const good = signed('evt_1', '{"order":7}'), late = refused(), old = signed('evt_old', late)
    for (const _ of [1, 2]) await send('{"order":7}', good)
    await send(refused(), good)
    for (const [body, secret] of [[refused(), other.secret], [refused(), `whsec_${Buffer.from('a guess').toString('base64')}`]] as const) await send(body, signed('evt_2', body, secret))
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature', 'authorization', 'cookie', 'user-agent', 'referer', 'x-api-key', 'x-request-id', 'content-type'] as const) await send(refused(), { ...good, [name]: name === 'authorization' ? `Bearer ${made.secret}` : made.secret })
    for (const to of [`${path}?secret=${encodeURIComponent(made.secret)}`, `${path}${encodeURIComponent(made.secret)}`, `/hooks/${encodeURIComponent(made.secret)}`, '/hooks/nothing']) await send(refused(), good, to)
    for (const body of [`{"broken": ${made.secret}`, made.secret, JSON.stringify({ order: 'x'.repeat(2_000_000), secret: made.secret })]) await send(body, good)
    await send(`{"broken": ${bodies[0] ?? ''}`, signed('evt_3', `{"broken": ${bodies[0] ?? ''}`))
    await clock.advance(WINDOW_MS)
    await send(late, old)
    await acme.hooks.revoke(made.hook.id)
    const after = refused()
    await send(after, signed('evt_4', after))
    await clock.advance(WINDOW_MS)
    await acme.agents.wake('dev')
    await clock.advance(2_000)
    for (const status of [204, 401]) expect(statuses, String(status)).toContain(status)
    expect(adapter.jobs.length).toBeGreaterThan(0)

    for (const place of ['hooks', `hooks/${made.hook.id}`, 'signals', 'audit', 'audit/export', 'incidents', 'runs', `runs/${(await acme.runs.list()).rows[0]?.id ?? ''}/log`]) told.push((await ask(owner, 'GET', `/companies/acme/${place}`)).body)
    const secrets = [...planted, ...bodies]
    expect([secrets.length > 16, lines.length > 20, heard.length > 10, told.join('').includes('hook.receive.refused')]).toEqual([true, true, true, true])
    for (const [place, said] of Object.entries({ told: told.join('\n'), lines: lines.join(''), heard: JSON.stringify(heard), briefs: JSON.stringify(adapter.jobs.map(({ brief }) => brief)) })) expect([place, canariesIn(said, secrets)]).toEqual([place, []])
    await paperclip.stop()
    await app.close()
  })
})
