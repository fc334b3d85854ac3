import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { FakeClock } from '@paperclip/core/testing'
import { alive, LOCAL, remoteForTest, runAt, say, type Answer } from './fixtures/remote.ts'

const NOBODY_KNOWS = [{ id: 'run', cost: null }]
const NOW = '2026-01-05T09:00:00Z'
const DAY = 86_400_000

/** What a run comes to whose other side answers so. */
async function outcomeOf(answer: Answer) {
  const { origin } = await remoteForTest(answer)
  return runAt(`${origin}/ada`, { adapter: { ...LOCAL, clock: new FakeClock(NOW) } }).ended
}

const raw = (status: number, body = '', headers: Record<string, string> = {}): Answer => (_, response) => response.writeHead(status, headers).end(body)
const json = (value: unknown, status = 200): Answer => (_, response) => say(response, value, { status })

describe('a reply that ends a run', () => {
  it('is the outcome, with the deeds and the usage core is to deal with, and its log', async () => {
    const { origin } = await remoteForTest(json({
      outcome: 'done', summary: 'Wrote it.', session: { turn: 1 }, usage: [{ id: 'a', provider: 'anthropic', cost: 1_600 }],
      desk: [{ verb: 'finish', input: { task: 'ACME-1', result: 'Here.' } }, { verb: 'say' }], log: [{ text: 'thinking' }, { level: 'warn', text: 'hm\0' }],
    }))
    const { job, ended } = runAt(origin)
    expect(await ended).toEqual({
      kind: 'done', summary: 'Wrote it.', session: { turn: 1 }, usage: [expect.objectContaining({ id: 'a', provider: 'anthropic', cost: 1_600, billing: 'billed' })],
      desk: [{ verb: 'finish', input: { task: 'ACME-1', result: 'Here.' } }, { verb: 'say', input: {} }],
    })
    expect(job.logged.slice(1)).toEqual([{ stream: 'stdout', level: 'info', text: 'thinking' }, { stream: 'stdout', level: 'warn', text: 'hm\uFFFD' }])
    expect(job.desk.deeds).toEqual([])
  })

  it('has cost nothing only if it says so: without usage nobody knows', async () => {
    expect(await outcomeOf(json({ outcome: 'done', summary: 'Ok.' }))).toEqual({ kind: 'done', summary: 'Ok.', usage: NOBODY_KNOWS })
    expect(await outcomeOf(json({ outcome: 'done', summary: 'Ok.', usage: [] }))).toEqual({ kind: 'done', summary: 'Ok.', usage: [] })
    expect(await outcomeOf(json({ outcome: 'failed', error: { kind: 'budget', message: 'No more.' } })))
      .toEqual({ kind: 'failed', error: { kind: 'budget', message: 'No more.', retryAfterMs: null }, usage: NOBODY_KNOWS })
  })

  it('cannot make an agent wait for ever, nor fill the summary without end', async () => {
    expect(await outcomeOf(json({ outcome: 'failed', error: { kind: 'rate_limit', message: 'Wait.', retryAfterMs: 1e15 } }))).toMatchObject({ error: { retryAfterMs: 7 * DAY } })
    const outcome = await outcomeOf(json({ outcome: 'done', summary: 'x'.repeat(200_000) }))
    expect(outcome.kind === 'done' && outcome.summary.length).toBe(100_000)
  })

  it.each<[string, string | object, string]>([
    ['nothing', '', 'its body is no JSON'],
    ['text', 'OK', 'It said: "OK"'],
    ['half', '{"outcome":', 'its body is no JSON'],
    ['a list', [], 'not as agreed. A reply is not valid'],
    ['another outcome', { outcome: 'great' }, 'outcome:'],
    ['no summary', { outcome: 'done' }, 'summary:'],
    ['a field too many', { outcome: 'done', summary: '', cost: 0 }, 'cost'],
    ['a failure nobody knows', { outcome: 'failed', error: { kind: 'sad', message: 'x' } }, 'error.kind:'],
    ['a failure that says nothing', { outcome: 'failed', error: { kind: 'unknown', message: '' } }, 'error.message:'],
    ['a verb nobody knows', { outcome: 'done', summary: '', desk: [{ verb: 'steal', input: {} }] }, 'desk.0.verb:'],
    ['a verb that every object has', { outcome: 'done', summary: '', desk: [{ verb: 'toString', input: {} }] }, 'desk.0.verb:'],
    ['a negative cost', { outcome: 'done', summary: '', usage: [{ id: 'a', cost: -1 }] }, 'usage.0.cost:'],
    ['a nesting without end', `{"outcome":"done","summary":"","session":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`, 'answered 200 OK, but'],
    ['a key no store can hold', '{"outcome":"done","summary":"","session":{"a\\u0000":1}}', 'NUL'],
    ['what is no text', '\u00FF\u00FE', 'no JSON'],
  ])('is refused if it is %s, and nobody knows what that cost', async (_, body, said) => {
    const outcome = await outcomeOf((_, response) => void response.end(typeof body === 'string' ? Buffer.from(body, 'latin1') : JSON.stringify(body)))
    expect(outcome).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining(said) }, usage: NOBODY_KNOWS })
  })

  it('is read to 5 MB and no further', async () => {
    const padded = (length: number) => JSON.stringify({ outcome: 'done', summary: 'Ok.', usage: [], session: 'x'.repeat(length) })
    const around = padded(0).length
    expect(await outcomeOf(raw(200, padded(5_000_000 - around)))).toMatchObject({ kind: 'done' })
    expect(await outcomeOf(raw(200, padded(5_000_001 - around)))).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('larger than 5000000 bytes') } })
  })

  it('is not waited for without end once it began', async () => {
    const clock = new FakeClock(NOW)
    const { origin, next } = await remoteForTest((_, response) => response.writeHead(200).write('{"outcome":'))
    const { job, ended } = runAt(origin, { adapter: { ...LOCAL, clock } })
    const { gone } = await next()
    while (clock.waiting === 0) await new Promise(resolve => setImmediate(resolve))
    await clock.advance(60_000)
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'network', message: expect.stringContaining('broke off') }, usage: NOBODY_KNOWS })
    await gone
    expect([job.signal.aborted, clock.waiting]).toEqual([false, 0])
  })
})

describe('a status that brings no outcome', () => {
  it.each([
    [204, 'bad_request', 'unknown'], [201, 'bad_request', 'unknown'],
    [301, 'bad_request', 'none'], [302, 'bad_request', 'none'], [303, 'bad_request', 'none'], [304, 'bad_request', 'none'],
    [400, 'bad_request', 'none'], [401, 'auth', 'none'], [402, 'bad_request', 'none'], [403, 'auth', 'none'], [404, 'bad_request', 'none'], [405, 'bad_request', 'none'],
    [408, 'network', 'none'], [409, 'bad_request', 'none'], [413, 'bad_request', 'none'], [415, 'bad_request', 'none'], [422, 'bad_request', 'none'], [429, 'rate_limit', 'none'],
    [500, 'unknown', 'unknown'], [502, 'unknown', 'unknown'], [503, 'overloaded', 'none'], [504, 'network', 'unknown'], [529, 'overloaded', 'none'], [599, 'unknown', 'unknown'],
  ])('%i fails the run as %s, its cost %s', async (status, kind, cost) => {
    const outcome = await outcomeOf(raw(status, status === 204 || status === 304 ? '' : 'No\u0007.', status < 400 && status >= 300 ? { location: '/else' } : {}))
    expect(outcome).toMatchObject({ kind: 'failed', error: { kind, retryAfterMs: null, message: expect.stringContaining(`answered ${status}`) } })
    expect(outcome).toMatchObject(status === 204 || status === 304 ? {} : { error: { message: expect.stringContaining('It said: "No\\u{7}."') } })
    expect(outcome.kind === 'failed' && outcome.usage).toEqual(cost === 'unknown' ? NOBODY_KNOWS : undefined)
  })

  it.each([[429, '120', 120_000], [503, 'Mon, 05 Jan 2026 09:01:00 GMT', 60_000], [500, '3', 3_000], [429, 'later', null]])('%i with Retry-After %s is kept', async (status, header, ms) => {
    expect(await outcomeOf(raw(status, '', { 'retry-after': header }))).toMatchObject({ error: { retryAfterMs: ms } })
  })

  it('quotes no more than 300 characters', async () => {
    const outcome = await outcomeOf(raw(500, 'y'.repeat(6_000_000)))
    expect(outcome).toMatchObject({ error: { kind: 'unknown', message: expect.stringMatching(/[^y]y{300}…"$/) } })
  })
})

describe('a run that is not answered', () => {
  it('fails as network, and cost nothing if nobody can have heard it', async () => {
    expect(await runAt('http://127.0.0.1:1/').ended).toEqual({ kind: 'failed', error: { kind: 'network', retryAfterMs: null, message: expect.stringContaining('ECONNREFUSED') } })
    expect(await runAt('http://nobody.test/', { adapter: { resolve: () => Promise.reject(new Error('getaddrinfo ENOTFOUND')) } }).ended)
      .toMatchObject({ error: { kind: 'network', message: expect.stringContaining('ENOTFOUND') } })
  })

  it.each<[string, string, string]>([
    ['network', 'a connection that is cut', ''],
    ['bad_request', 'what is not HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['bad_request', 'headers without end', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`],
    ['network', 'a body that is cut', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"outcome":'],
  ])('fails as %s for %s, and nobody knows what it cost', async (kind, _, sent) => {
    const server = createServer(socket => socket.on('error', () => {}).once('data', () => socket.end(sent)))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    expect(await runAt(`http://127.0.0.1:${port}/`).ended).toMatchObject({ kind: 'failed', error: { kind }, usage: NOBODY_KNOWS })
  })

  it('waits for a connection only as long as it is told', async () => {
    const clock = new FakeClock(NOW)
    const { ended } = runAt('http://slow.test/', { config: { connectMs: 700 }, adapter: { clock, resolve: () => new Promise(() => {}) } })
    while (clock.waiting === 0) await new Promise(resolve => setImmediate(resolve))
    await clock.advance(700)
    expect(await ended).toMatchObject({ error: { kind: 'network', message: 'No connection to http://slow.test could be opened: it took longer than 700 ms.' } })
    expect(clock.waiting).toBe(0)
  })

  it('S2: leaves no socket and no timer, however it ends', async () => {
    const { origin, close } = await remoteForTest((seen, response) => (seen.path === '/hang' ? undefined : say(response, { outcome: 'done', summary: 'Ok.' })))
    const before = alive().length                                         // what the tests before left to be closed may go meanwhile
    await runAt(origin).ended
    const { job, ended } = runAt(`${origin}/hang`)
    job.abort()
    await ended
    await runAt('http://127.0.0.1:1/').ended
    await close()
    await vi.waitFor(() => expect(alive().length).toBeLessThanOrEqual(before))
  })
})

describe('X1: a run that is ended', () => {
  it('X1: closes its connection at once', async () => {
    const { origin, next } = await remoteForTest(() => {})
    const { job, ended } = runAt(origin)
    const { gone } = await next()
    job.abort(new Error('cancelled'))
    expect(await ended).toEqual({ kind: 'failed', error: { kind: 'unknown', message: expect.stringContaining('ended'), retryAfterMs: null }, usage: NOBODY_KNOWS })
    await gone
  })

  it('X1: closes its connection while the reply is coming', async () => {
    const { origin, next } = await remoteForTest((_, response) => response.writeHead(200).write('{'))
    const { job, ended } = runAt(origin)
    const { gone } = await next()
    job.abort()
    expect(await ended).toMatchObject({ kind: 'failed', usage: NOBODY_KNOWS })
    await gone
  })

  it('X1: sends nothing at all if it was ended before', async () => {
    const { origin, seen } = await remoteForTest(json({ outcome: 'done', summary: 'Ok.' }))
    const { adapter, job, ended } = runAt(origin)
    await ended
    job.abort()
    expect(await adapter.run(job)).toEqual({ kind: 'failed', error: { kind: 'unknown', message: expect.stringContaining('ended'), retryAfterMs: null } })
    expect(seen.length).toBe(1)
  })

  it.each(['{', ''])('X1: is cancelled on the other side if it was deferred at that moment (%j)', async body => {
    const clock = new FakeClock(NOW)
    const { origin, seen, next } = await remoteForTest(({ method }, response) => {
      if (method === 'DELETE') return response.writeHead(204).end()
      return response.writeHead(202, { location: '/jobs/9', 'content-length': '2' }).write(body)
    })
    const { job, ended } = runAt(origin, { adapter: { ...LOCAL, clock } })
    await next()
    while (clock.waiting === 0) await new Promise(resolve => setImmediate(resolve))   // the deadline of a body: its headers have come
    job.abort()
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'unknown' }, usage: NOBODY_KNOWS })
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /', 'DELETE /jobs/9'])
  })
})

describe('a reply that defers a run', () => {
  const deferred = (body: unknown, headers: Record<string, string> = {}) => outcomeOf((_, response) => say(response, body, { status: 202, headers }))

  it('is kept with where to ask and what the other side calls it', async () => {
    const outcome = await deferred({ handle: { job: 7 }, until: '2026-01-05T12:00:00+01:00', retryAfterMs: 5 }, { location: 'jobs/7#now' })
    expect(outcome).toEqual({ kind: 'deferred', until: new Date('2026-01-05T11:00:00Z'), handle: { poll: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/jobs\/7$/), remote: { job: 7 } } })
  })

  it('needs no body, and no address if it calls back', async () => {
    expect(await outcomeOf(raw(202))).toEqual({ kind: 'deferred', until: new Date('2026-01-06T09:00:00Z'), handle: { poll: null, remote: null } })
  })

  it('is waited for 7 days at most', async () => {
    expect(await deferred({ until: '2030-01-01T00:00:00Z' })).toMatchObject({ until: new Date('2026-01-12T09:00:00Z') })
  })

  it('is ended on the other side if it cannot be taken', async () => {
    const { origin, seen } = await remoteForTest(({ method }, response) => (method === 'DELETE' ? response.writeHead(500).end() : say(response, { until: 'soon' }, { status: 202, headers: { location: '/jobs/9' } })))
    const { ended, log } = runAt(origin)
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining('until:') } })
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /', 'DELETE /jobs/9'])
    expect(log()).toContain('The other side could not be told that the run has ended.')
  })

  it.each<[string, unknown, Record<string, string>, string]>([
    ['is past', { until: '2026-01-05T08:59:59Z' }, {}, 'its "until" is past: 2026-01-05T08:59:59.000Z'],
    ['has no date', { until: 'tomorrow' }, {}, 'until:'],
    ['has a field too many', { poll: '/jobs/7' }, {}, 'poll'],
    ['leads elsewhere', {}, { location: 'https://evil.example/jobs/7' }, 'another origin than "url", https://evil.example: credentials would go there'],
    ['leads to another port', {}, { location: '//127.0.0.1:1/jobs/7' }, 'another origin'],
    ['holds a user and password', {}, { location: 'http://a:b@127.0.0.1/' }, 'another origin'],
    ['leads to a file', {}, { location: 'file:///etc/passwd' }, 'no http or https address'],
  ])('fails the run if it %s', async (_, body, headers, said) => {
    expect(await deferred(body, headers)).toMatchObject({ kind: 'failed', error: { kind: 'bad_request', message: expect.stringContaining(said) }, usage: NOBODY_KNOWS })
  })
})
