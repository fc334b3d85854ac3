import { memoryStore } from '@paperclip/core'
import { FakeClock, scripted, scriptedAdapter } from '@paperclip/core/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { pinoLogger } from '../logs/pino-logger.ts'
import { canariesIn, canary, several } from '../testing/canaries.ts'
import { receiver } from '../testing/receiver.ts'
import { served } from '../testing/served.ts'

const MINUTE_MS = 60_000
const WAITS_MS = [5_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, 60 * MINUTE_MS, 120 * MINUTE_MS]

describe('what is told outside', () => {
  it('P16, O17: holds no secret of the company or its people, nor does what is kept of it when it fails, lies with the dead letters, and is told again', async () => {
    const clock = new FakeClock(), lines: string[] = [], secrets = several('secret', 4), password = canary('password'), logger = pinoLogger({ level: 'debug', to: { write: line => void lines.push(line) } })
    let isWell = false
    const broken = await receiver(({ headers }, response) => void response.writeHead(isWell ? 204 : 500, { location: `http://127.0.0.1/?code=${encodeURIComponent(secrets[0] ?? '')}`, 'x-signed': String(headers['webhook-signature']) }).end(secrets.join(' '))), well = await receiver()
    const house = await served({ paperclip: { store: memoryStore({ clock }), clock, logger, adapters: [scriptedAdapter({ rest: async () => ({ kind: 'done', summary: '' }) })] }, server: { clock, logger, webhooks: { allow: ['127.0.0.1'] } } }), { acme, ask } = house
    await house.app.ready()
    onTestFinished(() => house.app.close())
    const owner = (await acme.keys.create({ name: 'ci', level: 'owner' })).token, tokens = [owner]
    const add = async (url: string): Promise<string> => {
      const { secret, webhook } = (await ask(owner, 'POST', '/companies/acme/webhooks', { name: 'Ops', url })).json<{ secret: string; webhook: { id: string } }>()
      tokens.push(secret)
      return webhook.id
    }
    const failing = await add(broken.url)
    await add(well.url)
    for (const [number, value] of secrets.entries()) await acme.secrets.set({ slug: `s${number}`, value })
    await acme.agents.hire(scripted('dev', 'rest'))
    tokens.push((await acme.keys.create({ name: 'dev', agent: 'dev' })).token, (await acme.hooks.create({ name: 'shop', to: 'dev', source: 'shop' })).secret)
    const { code } = await acme.invitations.create({ level: 'viewer' })
    const joined = await ask(null, 'POST', '/session/join', { code, email: 'ada@example.com', name: 'Ada', password })
    tokens.push(code, /paperclip=(\w+)/.exec(String(joined.headers['set-cookie']))?.[1] ?? '')
    const told = await well.heard(8)
    for (const [index, wait] of WAITS_MS.entries()) {
      await expect.poll(async () => (await acme.webhooks.get(failing)).attempts).toBe(index + 1)
      await clock.advance(wait)
    }
    await expect.poll(async () => (await acme.webhooks.deadLetters(failing)).rows.length).toBeGreaterThan(0)
    const answers = await Promise.all([`/webhooks/${failing}`, `/webhooks/${failing}/dead-letters`, '/webhooks', '/incidents', '/audit', '/audit/export'].map(async path => (await ask(owner, 'GET', `/companies/acme${path}`)).body))
    isWell = true
    answers.push((await ask(owner, 'POST', `/companies/acme/webhooks/${failing}/redeliver`, {})).body)
    const again = await broken.heard(WAITS_MS.length + 2)
    for (const place of [JSON.stringify(told), JSON.stringify(again), answers.join('\n'), lines.join('')]) expect(canariesIn(place, [...secrets, password, ...tokens])).toEqual([])
    expect(tokens.every(one => one.length > 20) && told.length > 5).toBe(true)
  })
})
