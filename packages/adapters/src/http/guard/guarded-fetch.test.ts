import { createServer } from 'node:tls'
import { describe, expect, it, onTestFinished } from 'vitest'
import { LOCAL, remoteForTest, runAt, say, type Answer } from '../fixtures/remote.ts'
import { addressGuard, type Resolve } from './address-guard.ts'
import { guardedFetch, type GuardedRequest } from './guarded-fetch.ts'

const home: Resolve = async () => ['127.0.0.1']
const done: Answer = (_, response) => say(response, { outcome: 'done', summary: 'Ok.', usage: [] })
const to = (location: string, status = 307): Answer => (_, response) => response.writeHead(status, { location }).end()
const get = (url: string, rest: Partial<GuardedRequest> = {}): GuardedRequest => ({ method: 'GET', url: new URL(url), maxBytes: 1_000, signal: new AbortController().signal, ...rest })

describe('O11: a request that somebody else aims', () => {
  it.each(['169.254.169.254', '[::1]', '10.0.0.1', '2130706433', '[::ffff:127.0.0.1]', '0x7f.1', '127.1'])('O11: never goes to %s, and a run says so', async host => {
    const listening = await remoteForTest(done)
    const loopback6 = await remoteForTest(done, '::1').catch(() => listening)         // a machine without IPv6
    const outcome = await runAt(`http://${host}:${host === '[::1]' ? loopback6.port : listening.port}/`, { adapter: {} }).ended
    expect(outcome).toEqual({ kind: 'failed', error: { kind: 'bad_request', retryAfterMs: null, message: expect.stringMatching(/^The address .* is not public .* httpAdapter\(\{ allow:/) } })
    expect([listening.seen, loopback6.seen]).toEqual([[], []])
  })

  it('O11: is not led to a private address by a redirect, whatever its writing', async () => {
    const hidden = await remoteForTest(done, '127.0.0.2')
    for (const location of [hidden.origin, 'http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://[::ffff:10.0.0.1]/', 'http://167772161/']) {
      const { origin } = await remoteForTest(to(location))
      expect(await runAt(origin).ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('is not public') } })
    }
    expect(hidden.seen).toEqual([])
  })

  it('O11: connects to the address that was checked, though the answer of DNS changes at once', async () => {
    const { port, seen } = await remoteForTest(done)
    let asked = 0
    const resolve: Resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['169.254.169.254'])
    const run = () => runAt(`http://rebound.test:${port}/`, { adapter: { ...LOCAL, resolve } }).ended
    expect(await run()).toMatchObject({ kind: 'done' })
    expect(asked).toBe(1)
    expect(seen[0]?.headers.host).toBe(`rebound.test:${port}`)
    expect(await run()).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('169.254.169.254, to which "rebound.test" leads') } })
  })

  it('O11: asks again at each redirect, also of the same name', async () => {
    const { port, seen } = await remoteForTest(to('/again'))
    let asked = 0
    const resolve: Resolve = async () => (asked++ === 0 ? ['127.0.0.1'] : ['10.0.0.1'])
    expect(await runAt(`http://rebound.test:${port}/`, { adapter: { ...LOCAL, resolve } }).ended).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining('10.0.0.1') } })
    expect([asked, seen.length]).toEqual([2, 1])
  })

  it('O11: drops its credentials when the host changes, and does not take them up again', async () => {
    const config = { token: 'hush', headers: { 'x-key': 'hush' } }
    const b = await remoteForTest((seen, response) => (seen.path === '/' ? to(`http://a.test:${a.port}/back`) : done)(seen, response))
    const a = await remoteForTest((seen, response) => (seen.path === '/' ? to('/moved', 308) : seen.path === '/moved' ? to(`http://b.test:${b.port}/`) : done)(seen, response))
    expect(await runAt(`http://a.test:${a.port}/`, { config, adapter: { ...LOCAL, resolve: home } }).ended).toMatchObject({ kind: 'done' })
    const told = [...a.seen, ...b.seen].map(({ path, headers }) => [path, headers.authorization, headers['x-key'], headers['idempotency-key'] !== undefined])
    expect(told).toEqual([['/', 'Bearer hush', 'hush', true], ['/moved', 'Bearer hush', 'hush', true], ['/back', undefined, undefined, true], ['/', undefined, undefined, true]])
    expect(new Set([...a.seen, ...b.seen].map(({ body }) => body)).size).toBe(1)
  })

  it('O11: takes the secrets of tools nowhere else', async () => {
    const b = await remoteForTest(done)
    const a = await remoteForTest(to(b.origin))
    const tools = { allow: null, mcp: [{ name: 'crm', kind: 'url' as const, url: 'https://crm.example.com', headers: { authorization: 'hush' } }] }
    expect(await runAt(a.origin, { tools }).ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('another origin') } })
    expect(b.seen).toEqual([])
  })

  it('follows 5 redirects and no sixth', async () => {
    const circle = await remoteForTest(to('/round'))
    expect(await runAt(circle.origin).ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('more than 5 times') } })
    expect(circle.seen.length).toBe(6)
  })

  it('tries the next address of a name when one is dead', async () => {
    const { port } = await remoteForTest(done)
    const guard = addressGuard({ allow: ['127.0.0.0/8'], resolve: async () => ['127.0.0.9', '127.0.0.1'] })
    expect(await guardedFetch(guard, get(`http://many.test:${port}/`))).toMatchObject({ kind: 'reply', status: 200 })
  })

  it('tells TLS the name, and checks its certificate', async () => {
    const names: string[] = []
    const server = createServer({ SNICallback: (name, refuse) => {
      names.push(name)
      refuse(new Error('no certificate'))
    } })
    server.on('tlsClientError', () => {})
    await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    expect(await runAt(`https://agents.test:${port}/`, { adapter: { ...LOCAL, resolve: home } }).ended).toMatchObject({ kind: 'failed', error: { kind: 'network', message: expect.stringContaining('127.0.0.1:') } })
    expect(names).toEqual(['agents.test'])
  })

  it('reads no more of a body than it was asked to, and says so', async () => {
    const { origin } = await remoteForTest((_, response) => response.end('x'.repeat(5_000)))
    const fetched = await guardedFetch(addressGuard(LOCAL), get(origin))
    expect(fetched).toMatchObject({ kind: 'reply', body: { kind: 'too_large' } })
    expect(fetched.kind === 'reply' && fetched.body.bytes.length).toBe(1_000)
  })

  it('leaves what is compressed as it is: no small reply becomes a large one', async () => {
    const { origin, seen } = await remoteForTest((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('\u001F\u008B'))
    expect(await runAt(origin).ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request' } })
    expect(seen[0]?.headers['accept-encoding']).toBe('identity')
  })
})
