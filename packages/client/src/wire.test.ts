import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, createServer as createTcp, type AddressInfo, type Server, type Socket } from 'node:net'
import { createPaperclip, memoryStore, type CompanyHandle } from '@paperclip/core'
import { createServer } from '@paperclip/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient, isWaiting, type PaperclipError, type Client, type ClientOptions, type LiveEvent } from './index.ts'

const ending: (() => unknown)[] = []
afterAll(() => Promise.all(ending.map(end => end())))

async function listening(server: Server): Promise<string> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const sockets = new Set<Socket>()
  server.on('connection', socket => void sockets.add(socket))
  ending.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const answering = (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => listening(createHttp(answer))

/** A line to the server that is cut, as often as told, once the server has answered. */
async function badLine(to: () => URL, cuts: { left: number }): Promise<string> {
  return listening(createTcp(client => {
    const { hostname, port } = to(), server = connect(Number(port), hostname)
    client.pipe(server)
    server.on('data', bytes => {
      if (cuts.left === 0) return void client.write(bytes)
      cuts.left -= 1
      client.destroy()
    })
    for (const [one, other] of [[client, server], [server, client]] as const) one.on('close', () => other.destroy()).on('error', () => other.destroy())
  }))
}

const PROBLEM = { type: 'urn:paperclip:error:rate_limited', title: 'Too often', status: 429, detail: 'Too often.', code: 'rate_limited' }
const refused = (given: Promise<unknown>): Promise<PaperclipError> => given.then(() => Promise.reject(new Error('was not refused')), (error: unknown) => error as PaperclipError)

describe('the client', () => {
  const cuts = { left: 0 }
  let acme: CompanyHandle, token: string, login: string, url: string, opened: (options?: Partial<ClientOptions>) => Client

  beforeAll(async () => {
    const paperclip = createPaperclip({ store: memoryStore() })
    acme = await paperclip.found({ slug: 'acme' })
    token = (await acme.keys.create({ name: 'ci', level: 'owner' })).token
    login = (await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    let behind = new URL('http://127.0.0.1')
    url = await badLine(() => behind, cuts)
    const app = await createServer({ paperclip, publicUrls: [url] })
    behind = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
    ending.push(() => app.close())
    opened = (options = {}) => createClient({ url, token, pause: async () => {}, ...options })
  })

  it('I1: asks again with the same key where the answer was lost, and one thing comes of it', async () => {
    cuts.left = 2
    const task = await opened().post('/companies/{company}/tasks', { path: { company: 'acme' }, body: { title: 'Ship it' } })
    expect(task).toMatchObject({ identifier: 'ACME-1', createdByKind: 'key' })
    expect(cuts.left).toBe(0)
    expect((await acme.tasks.list()).rows).toHaveLength(1)
  })

  it('I1: gives each change a key of its own, and takes one from whoever must ask again later', async () => {
    const create = (key?: string) => opened().post('/companies/{company}/notes', { path: { company: 'acme' }, body: { body: 'Remember.' }, key })
    await create()
    await create()
    expect([await create('mine'), await create('mine')].map(answer => !isWaiting(answer) && answer.title)).toEqual(['Remember.', 'Remember.'])
    expect((await acme.notes.list()).rows).toHaveLength(3)
  })

  it('asks no second time for what is told once', async () => {
    cuts.left = 1
    const error = await refused(opened().post('/companies/{company}/keys', { path: { company: 'acme' }, body: { name: 'second' } }))
    expect(error).toMatchObject({ name: 'PaperclipError', code: 'unavailable', status: null, message: expect.stringContaining('it may have happened') })
    expect((await acme.keys.list()).rows.map(({ name }) => name)).toEqual(['ci', 'second'])
  })

  it('asks no second time wherever the server says that something is told once', async () => {
    const told: string[] = [], asked: string[] = []
    const { paths } = await (await fetch(new URL('/api/v1/openapi.json', url))).json() as { paths: Record<string, { post?: { summary?: string } }> }
    for (const [path, { post }] of Object.entries(paths)) if (post?.summary?.includes('told this once')) told.push(path.replace('/api/v1', ''))
    const silent = opened({ url: await answering(({ url: at = '', socket }) => { asked.push(at); socket.destroy() }) })
    for (const path of told) await refused((silent.post as (path: string, given: object) => Promise<unknown>)(path, { path: { company: 'acme' }, body: {} }))
    expect(told).toContain('/owner-invitations')
    expect(told.length).toBeGreaterThanOrEqual(3)
    expect(asked).toEqual(told.map(path => `/api/v1${path.replace('{company}', 'acme')}`))
  })

  it('tells refusals in the codes of the SDK, with the field, and what to do', async () => {
    const client = opened(), path = { company: 'acme' }
    expect(await refused(client.get('/companies/{company}/tasks/{task}', { path: { ...path, task: 'ACME-99' } }))).toMatchObject({ code: 'not_found', status: 404, message: expect.stringContaining('ACME-99') })
    expect(await refused(client.get('/companies/{company}/tasks', { path, query: { limit: 0 } }))).toMatchObject({ code: 'invalid_input', field: 'limit' })
    const once = (title: string) => client.post('/companies/{company}/tasks', { path, body: { title }, key: 'k' })
    await once('One')
    expect(await refused(once('Another'))).toMatchObject({ code: 'conflict', reason: 'key_reused' })
    expect(await refused(opened({ token: 'pck_0_00000000000000000000000000' }).get('/companies/{company}', { path }))).toMatchObject({ code: 'unauthorized' })
  })

  it('says what waits for the board', async () => {
    await acme.members.set({ id: 'operator:second', name: 'Second', level: 'owner' })
    await acme.update({ boardMinimum: 2 })
    const answer = await opened().put('/companies/{company}/roles/{role}', { path: { company: 'acme', role: 'worker' }, body: { permissions: { 'agent.hire': 'company' } } })
    expect(isWaiting(answer) && answer.approval).toMatchObject({ actKind: 'role.set', status: 'pending' })
  })

  it('reads lists to their end, page by page or row by row', async () => {
    const at = { path: { company: 'acme' }, query: { limit: 2 } } as const, sizes: number[] = [], seqs: number[] = []
    const records = (await acme.audit.list({ limit: 500 })).rows.map(({ seq }) => seq)
    for await (const page of opened().pages('/companies/{company}/audit', at)) sizes.push(page.length)
    for await (const { seq } of opened().rows('/companies/{company}/audit', at)) seqs.push(seq)
    expect(seqs).toEqual(records)
    expect(sizes.slice(0, -1).every(size => size === 2)).toBe(true)
  })

  it('F4: gives up what is never answered, at its deadline', async () => {
    const hole = await listening(createTcp(() => {}))
    expect(await refused(opened({ url: hole, deadlineMs: 50, attempts: 2 }).get('/healthz'))).toMatchObject({ code: 'unavailable', status: null, message: expect.stringContaining('within 50 ms') })
  })

  it('F4: gives up where its caller does', async () => {
    const hole = await listening(createTcp(() => controller.abort(new Error('enough')))), controller = new AbortController()
    expect(await refused(opened({ url: hole }).get('/healthz', { signal: controller.signal }))).toMatchObject({ message: 'enough' })
  })

  it('waits as long as a busy server asks for, tries so many times, and then says why', async () => {
    const pauses: number[] = []
    const busy = await answering((_, response) => response.writeHead(429, { 'content-type': 'application/problem+json', 'retry-after': '2' }).end(JSON.stringify(PROBLEM)))
    expect(await refused(opened({ url: busy, attempts: 3, pause: async ms => void pauses.push(ms) }).get('/healthz'))).toMatchObject({ code: 'rate_limited', retryAfterMs: 2_000 })
    expect(pauses).toEqual([2_000, 2_000])
  })

  it('tells what is no Paperclip from one that is down', async () => {
    const page = await answering((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Hello</h1>'))
    expect(await refused(opened({ url: page }).get('/healthz'))).toMatchObject({ code: 'misconfigured' })
    const proxy = await answering((_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'))
    expect(await refused(opened({ url: proxy }).get('/healthz'))).toMatchObject({ code: 'unavailable', status: 502 })
  })

  it.each([['ftp://example.com', 'url: must be the address'], ['example.com', 'url: must be the address'], ['https://me:secret@example.com', 'url: must hold no name']])('refuses %s as an address, without telling what is secret in it', (address, words) => {
    expect(() => createClient({ url: address })).toThrow(words)
    expect(() => createClient({ url: address })).not.toThrow('secret')
  })

  it('reads the numbers of a node as the text that they are', async () => {
    expect(new TextDecoder().decode(await opened({ token: login }).bytes('/metrics'))).toMatch(/^# HELP /)
  })

  it('brings files there and back, byte by byte', async () => {
    const body = Uint8Array.from({ length: 1_000 }, (_, at) => at % 256), path = { company: 'acme' }
    const kept = await opened().post('/companies/{company}/artifacts', { path, query: { name: 'all.bin' }, body })
    expect(kept).toMatchObject({ name: 'all.bin', bytes: 1_000 })
    expect(await opened().bytes('/companies/{company}/artifacts/{artifact}/content', { path: { ...path, artifact: kept.id } })).toEqual(body)
    expect(await refused(opened().bytes('/companies/{company}/artifacts/{artifact}/content', { path: { ...path, artifact: 'none' } }))).toMatchObject({ code: 'not_found', status: 404 })
  })

  it('reads a log line by line to its end', async () => {
    const seqs: number[] = []
    for await (const { seq } of opened().lines('/companies/{company}/audit/export', { path: { company: 'acme' }, query: { after: 2 } })) seqs.push(seq)
    expect(seqs.length).toBeGreaterThan(2)
    expect(seqs).toEqual(seqs.map((_, at) => at + 3))
    expect(await refused(opened({ token: 'pck_0_none' }).lines('/companies/{company}/audit/export', { path: { company: 'acme' } }).next())).toMatchObject({ code: 'unauthorized' })
  })
})

describe('a stream of events', () => {
  it('goes on where it broke, reads what came in pieces, and ends at a refusal', async () => {
    const asked: (string | undefined)[] = []
    const sent = [
      [': hello\n\nevent: record\nid: 4\ndata: {"seq":4,"acti', 'on":"task.create"}\n\n', 'event: pulse\ndata: {"line":"ä"}\r\n\r\n'],
      ['event: cursor\nid: 9\ndata: {}\n\nevent: record\nid: 10\ndata: {"unfinished"'],
      ['event: later\ndata: {}\n\nevent: reset\nid: 12\ndata: {"why":"old"}\n\n'],
    ]
    const url = await answering((request, response) => {
      asked.push(request.headers['last-event-id'] as string | undefined)
      const pieces = sent[asked.length - 1]
      if (!pieces) return void response.writeHead(401, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ ...PROBLEM, code: 'unauthorized' }))
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (const piece of pieces) response.write(piece)
      if (asked.length === 2) setImmediate(() => response.destroy())
      else response.end()
    })
    const heard: LiveEvent[] = []
    const error = await refused((async () => {
      for await (const event of createClient({ url, pause: async () => {} }).events('acme', { after: 3 })) heard.push(event)
    })())
    expect(heard).toMatchObject([{ kind: 'record', seq: 4, record: { action: 'task.create' } }, { kind: 'pulse', pulse: { line: 'ä' } }, { kind: 'cursor', seq: 9 }, { kind: 'reset', seq: 12, why: { why: 'old' } }])
    expect([asked, error.code]).toEqual([['3', '4', '9', '12'], 'unauthorized'])
  })

  it('F4: takes a line for dead that gives no sign of life', async () => {
    let lines = 0
    const url = await answering((_, response) => {
      lines += 1
      if (lines === 1) response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      else response.writeHead(404, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ ...PROBLEM, code: 'not_found' }))
    })
    const error = await refused(createClient({ url, pause: async () => {} }).events('acme', { silenceMs: 50 }).next())
    expect([lines, error.code]).toEqual([2, 'not_found'])
  })

  it('F3: takes lines that break off, or fall silent, for no end', async () => {
    const halves: ((response: ServerResponse) => void)[] = [response => response.end('{"seq":2'), response => response.destroy(), () => {}]
    const url = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write('{"seq":1}\n', () => halves.shift()?.(response))
    })
    for (const why of ['has no end', 'terminated', 'nothing came for 100 ms']) {
      const lines = createClient({ url, deadlineMs: 100 }).lines('/companies/{company}/audit/export', { path: { company: 'acme' } })
      expect(await lines.next()).toEqual({ done: false, value: { seq: 1 } })
      expect(await refused(lines.next())).toMatchObject({ code: 'unavailable', message: expect.stringContaining(why) })
    }
  })

  it('ends when its reader has enough', async () => {
    let closed: () => void
    const gone = new Promise<void>(resolve => { closed = resolve })
    const url = await answering((request, response) => {
      request.socket.on('close', () => closed())
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: cursor\nid: 1\ndata: {}\n\n')
    })
    for await (const event of createClient({ url }).events('acme')) {
      expect(event).toEqual({ kind: 'cursor', seq: 1 })
      break
    }
    await gone
  })
})
