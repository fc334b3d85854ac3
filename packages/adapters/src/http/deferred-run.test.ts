import { describe, expect, it } from 'vitest'
import { FakeClock } from '@paperclip/core/testing'
import { LOCAL, remoteForTest, say, type Answer } from './fixtures/remote.ts'
import { httpAdapter } from './http-adapter.ts'

const clock = new FakeClock('2026-01-05T09:00:00Z')

async function deferredAt(answer: Answer) {
  const { origin, seen } = await remoteForTest(answer)
  const adapter = httpAdapter({ ...LOCAL, clock })
  const config = adapter.parse({ url: `${origin}/ada`, token: 'hush', headers: { 'x-team': 'ops' } })
  const handle = { poll: `${origin}/jobs/7`, remote: null }
  return { origin, seen, adapter, config, handle, poll: async () => adapter.poll?.(handle, config), cancel: async () => adapter.cancel?.(handle, config) }
}

const raw = (status: number, headers: Record<string, string> = {}): Answer => (_, response) => response.writeHead(status, headers).end()

describe('polling', () => {
  it('brings the outcome, and leaves out what it took where the other side does', async () => {
    const { poll, seen } = await deferredAt((_, response) => say(response, { outcome: 'done', summary: 'Ok.', desk: [{ verb: 'say', input: { to: 'bob', body: 'Hi' } }] }))
    expect(await poll()).toEqual({ kind: 'done', summary: 'Ok.', desk: [{ verb: 'say', input: { to: 'bob', body: 'Hi' } }] })
    expect(seen[0]).toMatchObject({ method: 'GET', path: '/jobs/7', body: '', headers: { 'authorization': 'Bearer hush', 'x-team': 'ops', 'accept': 'application/json' } })
    expect(seen[0]?.headers).not.toHaveProperty('idempotency-key')
  })

  it.each([202, 204, 408, 429, 500, 502, 503, 504])('lets a run go on when it is answered %i', async status => {
    const { poll } = await deferredAt(raw(status, { 'retry-after': '1' }))
    expect(await poll()).toBeNull()
  })

  it('lets a run go on when nobody answers, or half', async () => {
    const { adapter, config } = await deferredAt(raw(200))
    expect(await adapter.poll?.({ poll: 'http://127.0.0.1:1/', remote: 1 }, { ...config, url: 'http://127.0.0.1:1/ada' })).toBeNull()
    const { poll } = await deferredAt((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{')
      setImmediate(() => response.destroy())
    })
    expect(await poll()).toBeNull()
  })

  it('waits longer when it is told to', async () => {
    const { poll, handle } = await deferredAt((_, response) => say(response, { until: '2026-01-07T00:00:00Z' }, { status: 202 }))
    expect(await poll()).toEqual({ kind: 'deferred', until: new Date('2026-01-07T00:00:00Z'), handle })
  })

  it.each([[404, 'bad_request', 'does not know the run any more'], [410, 'bad_request', 'does not know the run any more'], [401, 'auth', 'answered 401'], [400, 'bad_request', 'answered 400'], [201, 'bad_request', 'answered 201']])(
    'fails a run when it is answered %i', async (status, kind, said) => {
      const { poll } = await deferredAt(raw(status))
      expect(await poll()).toEqual({ kind: 'failed', error: { kind, message: expect.stringContaining(said), retryAfterMs: null } })
    })

  it('fails a run whose outcome cannot be read', async () => {
    const { poll } = await deferredAt((_, response) => say(response, { outcome: 'done' }))
    expect(await poll()).toEqual({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('summary:'), retryAfterMs: null } })
  })

  it('has nobody to ask where there is no address', async () => {
    const { adapter, config, seen } = await deferredAt(raw(500))
    expect(await adapter.poll?.({ poll: null, remote: { job: 7 } }, config)).toBeNull()
    await adapter.cancel?.({ poll: null, remote: { job: 7 } }, config)
    expect(seen).toEqual([])
  })

  it('O11: asks nobody at an origin that is not the configured one, whatever was kept', async () => {
    const { adapter, config, seen } = await deferredAt(raw(200))
    const elsewhere = await deferredAt(raw(200))
    expect(await adapter.poll?.(elsewhere.handle, config)).toMatchObject({ kind: 'failed', error: { message: expect.stringContaining('credentials would go there') } })
    await expect(adapter.cancel?.(elsewhere.handle, config)).rejects.toMatchObject({ code: 'unavailable' })
    expect([seen, elsewhere.seen]).toEqual([[], []])
  })

  it('O11: follows a redirect at the origin, and none away from it', async () => {
    const away = await remoteForTest(raw(200))
    const home = await deferredAt(({ path }, response) => (path === '/jobs/7' ? response.writeHead(302, { location: '/jobs/done' }).end() : say(response, { outcome: 'done', summary: 'Ok.' })))
    expect(await home.poll()).toEqual({ kind: 'done', summary: 'Ok.' })
    const { poll } = await deferredAt(raw(302, { location: away.origin }))
    expect(await poll()).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('another origin') } })
    expect(away.seen).toEqual([])
  })

  it('waits 15 s for an answer and no longer', async () => {
    const clock = new FakeClock()
    const { origin, next } = await remoteForTest(() => {})
    const adapter = httpAdapter({ ...LOCAL, clock })
    const config = adapter.parse({ url: origin })
    const polled = adapter.poll?.({ poll: `${origin}/jobs/7`, remote: null }, config)
    const { gone } = await next()
    await clock.advance(15_000)
    expect(await polled).toBeNull()
    await gone
    expect(clock.waiting).toBe(0)
  })
})

describe('cancelling', () => {
  it.each([200, 202, 204, 404, 410])('X1: takes %i for an end', async status => {
    const { cancel, seen } = await deferredAt(raw(status))
    await cancel()
    expect(seen[0]).toMatchObject({ method: 'DELETE', path: '/jobs/7', headers: { authorization: 'Bearer hush' } })
  })

  it.each([302, 401, 405, 500, 503])('says when it is answered %i', async status => {
    const { cancel } = await deferredAt(raw(status))
    await expect(cancel()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(`answered ${status}`) })
  })

  it('says when nobody answers', async () => {
    const { adapter, config } = await deferredAt(raw(200))
    await expect(adapter.cancel?.({ poll: 'http://127.0.0.1:1/', remote: null }, { ...config, url: 'http://127.0.0.1:1/ada' })).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('ECONNREFUSED') })
  })
})
