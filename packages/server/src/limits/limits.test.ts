import { get, type IncomingMessage } from 'node:http'
import { MemoryData, memoryStore, signMessage } from '@paperclip/core'
import { FakeClock } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { realServer, type RealServer } from '../testing/real-server.ts'
import { rest } from '../testing/stranger.ts'
import type { ServeOptions } from '../serve.ts'

const QUARTER_MS = 15 * 60_000
const RIGHT = 'correct horse', WRONG = 'incorrect horse'

async function house(server: Partial<ServeOptions> = {}): Promise<RealServer & { clock: FakeClock }> {
  const clock = new FakeClock(), made = await realServer({ paperclip: { store: memoryStore({ data: new MemoryData(), clock }), clock, adapters: [rest] }, server: { clock, ...server } })
  return { ...made, clock }
}

/** A house in which Ada has an account, and how to try passwords: each as from an address, where a proxy is believed. */
async function withAda(server: Partial<ServeOptions> = {}) {
  const made = await house(server), { code } = await made.acme.invitations.create({ email: 'ada@example.com' })
  await made.paperclip.access.accept(code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: RIGHT } })
  const signIn = (email: string, password: string, from?: string) => made.ask({ method: 'POST', path: '/api/v1/session', body: { email, password }, ...from === undefined ? {} : { headers: { 'x-forwarded-for': from } } })
  const often = async (times: number, email: string, from?: string): Promise<number[]> => {
    const statuses: number[] = []
    for (let time = 0; time < times; time++) statuses.push((await signIn(email, WRONG, from)).status)
    return statuses
  }
  return { ...made, signIn, often }
}

describe('requests of one caller', () => {
  it('are answered so many in a minute, say how many are left, and are told when to come again', async () => {
    const { ask, acme, clock } = await house({ limits: { requests: 3 } })
    const { token: as } = await acme.keys.create({ name: 'busy' }), { token: other } = await acme.keys.create({ name: 'other' })
    const path = '/api/v1/companies'
    const left = []
    for (let n = 0; n < 3; n++) left.push((await ask({ as, path })).headers['ratelimit-remaining'])
    expect(left).toEqual(['2', '1', '0'])
    await clock.advance(20_000)
    const refused = await ask({ as, path })
    expect(refused).toMatchObject({ status: 429, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'retry-after': '40', 'ratelimit-limit': '3', 'ratelimit-remaining': '0', 'ratelimit-reset': '40' } })
    expect(refused.json()).toMatchObject({ type: 'urn:paperclip:error:rate_limited', code: 'rate_limited', status: 429, detail: 'You asked more than 3 times within a minute. Come again in 40 s (Retry-After).' })
    expect((await ask({ as: other, path })).status).toBe(200)
    await clock.advance(40_000)
    expect((await ask({ as, path })).status).toBe(200)
  })

  it('count as theirs whatever is answered, and by whichever of their tokens they come', async () => {
    const { ask, paperclip } = await house({ limits: { requests: 4 } })
    const tokens = []
    for (let n = 0; n < 2; n++) tokens.push((await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token)
    const statuses = []
    for (const as of [...tokens, ...tokens, ...tokens]) statuses.push((await ask({ as, path: '/api/v1/companies/nowhere' })).status)
    expect(statuses).toEqual([404, 404, 404, 404, 429, 429])
  })

  it.each([[{ requests: 0 }, 'limits.requests: must be a whole number from 1 (was 0)'], [{ streams: 1.5 }, 'limits.streams'], [{ visits: 3 } as object, 'limits.visits: there is no such limit. There are: requests, strangers, tries, looks, changes, streams, connections.']])('are refused a limit that is none: %j', async (limits, words) => {
    await expect(house({ limits })).rejects.toThrow(words)
  })
})

describe('whoever is nobody', () => {
  it('is answered so often from one address, and shuts out nobody there who is known', async () => {
    const { ask, acme, clock } = await house({ limits: { strangers: 5 } })
    const { token: as } = await acme.keys.create({ name: 'known' }), { token: late } = await acme.keys.create({ name: 'late' }), path = '/api/v1/companies'
    expect((await ask({ as, path })).status).toBe(200)
    const statuses = []
    for (const guess of ['pck_0_1', 'pck_0_2', null, 'pck_0_3']) statuses.push((await ask({ as: guess, path })).status)
    for (let n = 0; n < 3; n++) statuses.push((await ask({ path: '/api/v1/healthz' })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 200, 429, 429])
    expect(await ask({ as: 'pck_0_4', path })).toMatchObject({ status: 429, headers: { 'retry-after': '60' } })
    expect((await ask({ as, path })).status).toBe(200)
    expect((await ask({ as: late, path })).status).toBe(429)
    await clock.advance(60_000)
    expect((await ask({ as: late, path })).status).toBe(200)
  })

  it('O04: is who is at the other end, whatever a header says', async () => {
    const { ask } = await house({ limits: { strangers: 2 } })
    const statuses = []
    for (const from of ['198.51.100.1', '198.51.100.2', '198.51.100.3']) statuses.push((await ask({ path: '/api/v1/companies', headers: { 'x-forwarded-for': from, forwarded: `for=${from}`, 'x-real-ip': from } })).status)
    expect(statuses).toEqual([401, 401, 429])
  })

  it('O04: is whom a trusted proxy forwards, and not whom they say they are', async () => {
    const { ask } = await house({ limits: { strangers: 2 }, trustedProxies: ['127.0.0.1'] })
    const from = async (forwarded: string): Promise<number> => (await ask({ path: '/api/v1/companies', headers: { 'x-forwarded-for': forwarded } })).status
    expect([await from('198.51.100.1'), await from('203.0.113.1, 198.51.100.1'), await from('203.0.113.2, 198.51.100.1'), await from('198.51.100.2')]).toEqual([401, 401, 429, 401])
    expect([await from('2001:db8:1:1::1'), await from('2001:db8:1:1::2'), await from('2001:db8:1:1:ffff::3'), await from('2001:db8:1:2::1')]).toEqual([401, 401, 429, 401])
  })
})

describe('what could be guessed', () => {
  it('P02: a right password waits too after ten wrong ones, also at an account that there is not', async () => {
    const { signIn, often, clock } = await withAda({ trustedProxies: ['127.0.0.1'] })
    const there = await often(12, 'ada@example.com', '198.51.100.1'), not = await often(12, 'eve@example.com', '198.51.100.2')
    expect(there).toEqual([...Array<number>(10).fill(401), 429, 429])
    expect(not).toEqual(there)
    const waits = await signIn(' ADA@example.com', RIGHT, '198.51.100.3'), unknown = await signIn('eve@example.com', RIGHT, '198.51.100.3')
    expect([waits.status, waits.text, waits.headers['retry-after']]).toEqual([429, unknown.text, unknown.headers['retry-after']])
    expect(waits.headers).not.toHaveProperty('set-cookie')
    await clock.advance(QUARTER_MS)
    expect((await signIn('ada@example.com', RIGHT, '198.51.100.3')).status).toBe(200)
  }, 60_000)

  it('P02: many guesses at once are many', async () => {
    const { signIn } = await withAda()
    const statuses = (await Promise.all(Array.from({ length: 15 }, () => signIn('ada@example.com', WRONG)))).map(({ status }) => status)
    expect(statuses.filter(status => status === 401)).toHaveLength(10)
    expect(statuses.filter(status => status === 429)).toHaveLength(5)
  }, 60_000)

  it('P02: is tried from one address three times as often as at one account, and no more', async () => {
    const { often, ask } = await withAda({ limits: { tries: 2 } })
    expect([...await often(2, 'a@example.com'), ...await often(2, 'b@example.com')]).toEqual([401, 401, 401, 401])
    const code = (path: string) => ask({ method: 'POST', path: `/api/v1/session/${path}`, body: { code: 'pci_0_0', ...path === 'join' ? { email: 'a@b.c', name: 'A', password: RIGHT } : {} } }).then(({ status }) => status)
    expect([await code('open'), await code('join'), await code('open'), await code('join')]).toEqual([401, 401, 429, 429])
  })

  it('is not counted where it was right', async () => {
    const { signIn } = await withAda({ limits: { tries: 2 } })
    const statuses = []
    for (const password of [RIGHT, RIGHT, WRONG, RIGHT, RIGHT, WRONG, RIGHT]) statuses.push((await signIn('ada@example.com', password)).status)
    expect(statuses).toEqual([200, 200, 401, 200, 200, 401, 429])
  })

  it('O10: is a hook\'s signature, for each address that sends to it, and whoever signs rightly elsewhere is heard', async () => {
    const { acme, ask, clock } = await house({ limits: { tries: 2 }, trustedProxies: ['127.0.0.1'] })
    await acme.roles.set({ slug: 'worker' })
    await acme.agents.hire({ slug: 'dev', role: 'worker', status: 'draft', adapter: { kind: 'rest', config: {} } })
    const { address, secret } = await acme.hooks.create({ name: 'shop', to: 'dev', source: 'shop' })
    const send = (key: string, from: string) => {
      const signed = { id: `evt_${from}`, timestamp: String(Math.floor(clock.now().getTime() / 1_000)), body: Buffer.from('{}') }
      return ask({ method: 'POST', path: `/api/v1/hooks/${address}`, body: '{}', headers: { 'x-forwarded-for': from, 'webhook-id': signed.id, 'webhook-timestamp': signed.timestamp, 'webhook-signature': signMessage(key, signed) } }).then(({ status }) => status)
    }
    const wrong = `whsec_${Buffer.alloc(32).toString('base64')}`
    expect([await send(wrong, '198.51.100.1'), await send(wrong, '198.51.100.1'), await send(secret, '198.51.100.1'), await send(secret, '198.51.100.2')]).toEqual([401, 401, 429, 204])
  })

  it('is one\'s own password, too, for whoever sits at somebody\'s browser', async () => {
    const { ask, signIn } = await withAda({ limits: { tries: 2 } })
    const login = /paperclip=(\w+)/.exec(String((await signIn('ada@example.com', RIGHT)).headers['set-cookie']))?.[1] ?? ''
    const change = (current: string) => ask({ as: { login }, method: 'POST', path: '/api/v1/account/password', body: { current, next: 'battery staple' } }).then(({ status }) => status)
    expect([await change(WRONG), await change(WRONG), await change(RIGHT)]).toEqual([403, 403, 429])
  })
})

describe('live streams', () => {
  it('G03: of one caller are so many, and a place is free again once one is closed', async () => {
    const { acme, ask, host, port } = await house({ limits: { streams: 2 } })
    const { token } = await acme.keys.create({ name: 'ci', level: 'viewer' }), { token: other } = await acme.keys.create({ name: 'other', level: 'viewer' })
    const open = (as = token) => new Promise<IncomingMessage>((resolve, reject) => get({ host: '127.0.0.1', port, path: '/api/v1/companies/acme/events', agent: false, headers: { host, authorization: `Bearer ${as}` } }, resolve).on('error', reject))
    const streams = [await open(), await open()], more = await open(), theirs = await open(other)
    expect((await ask({ as: token, path: '/api/v1/companies/acme/audit/export' })).status).toBe(429)
    expect([...streams, more, theirs].map(({ statusCode }) => statusCode)).toEqual([200, 200, 429, 200])
    expect(more.headers['retry-after']).toBe('10')
    streams[0]?.destroy()
    for (let again = await open(); ; again = await open()) {
      again.destroy()
      if (again.statusCode === 200) break
      expect(again.statusCode).toBe(429)                       // the server has not heard yet that it was closed
    }
    for (const one of [...streams, more, theirs]) one.destroy()
  })
})
