import { afterAll, describe, expect, it } from 'vitest'
import { testAdapter } from '@paperclip/core/testing'
import { remote, runAt, say, type Answer } from './fixtures/remote.ts'
import { httpAdapter } from './http-adapter.ts'

let settled = false
let cancelled = false
const done = (summary: string, rest: object = {}) => ({ outcome: 'done', summary, usage: [], ...rest })

const ROUTES: Readonly<Record<string, Answer>> = {
  'POST /done': (_, response) => say(response, done('Reported.')),
  'POST /hang': () => {},
  'POST /fail': (_, response) => say(response, { outcome: 'failed', error: { kind: 'max_turns', message: 'It turned 50 times.' }, usage: [] }),
  'POST /spend': (_, response) => say(response, done('Spent.', { usage: [{ id: 'a', cost: 100 }, { id: 'b', cost: 250_000 }, { id: 'a', cost: 900 }] })),
  'POST /say': (_, response) => say(response, done('Said.', { desk: [{ verb: 'say', input: { to: 'bob', body: 'Hello' } }] })),
  'POST /resume': ({ body }, response) => {
    const { session } = JSON.parse(body) as { session: { turn: number } | null }
    say(response, done(`turn ${(session?.turn ?? 0) + 1}`, { session: { turn: (session?.turn ?? 0) + 1 } }))
  },
  'POST /defer': (_, response) => say(response, { handle: { job: 7 } }, { status: 202, headers: { location: '/jobs/7' } }),
  'GET /jobs/7': (_, response) => (settled ? say(response, done('Finished.')) : say(response, {}, { status: 202 })),
  'POST /cancel': (_, response) => response.writeHead(202, { location: '/jobs/8' }).end(),
  'DELETE /jobs/8': (_, response) => {
    response.writeHead(cancelled ? 404 : 204).end()
    cancelled = true
  },
}

const other = await remote((seen, response) => (ROUTES[`${seen.method} ${seen.path}`] ?? ((_, unknown) => unknown.writeHead(404).end()))(seen, response))
afterAll(other.close)
const at = (path: string) => ({ url: `${other.origin}${path}` })

testAdapter({ describe, it }, {
  name: 'the http adapter',
  make: () => httpAdapter({ allow: ['127.0.0.1'] }),
  done: { config: { ...at('/done'), token: 'let-me-in', headers: { 'x-team': 'ops' }, connectMs: 2_000 }, summary: 'Reported.' },
  wrong: [
    { config: {}, field: 'url' },
    { config: { url: 'agents.example.com' }, field: 'url' },
    { config: { url: 'ftp://agents.example.com/' }, field: 'url' },
    { config: { url: 'https://ada:pw@agents.example.com/' }, field: 'url' },
    { config: { url: 'https://agents.example.com/#ada' }, field: 'url' },
    { config: { ...at('/'), token: '' }, field: 'token' },
    { config: { ...at('/'), token: 'a\r\nx-admin: 1' }, field: 'token' },
    { config: { ...at('/'), headers: { 'x-a': 'b\nc' } }, field: 'headers' },
    { config: { ...at('/'), headers: { 'x a': 'b' } }, field: 'headers' },
    { config: { ...at('/'), headers: { Host: 'b' } }, field: 'headers' },
    { config: { ...at('/'), headers: { 'x-a': 7 } }, field: 'headers' },
    { config: { ...at('/'), headers: { 'x-a': '1', 'X-A': '2' } }, field: 'headers' },
    { config: { ...at('/'), token: 't', headers: { Authorization: 'Basic b' } }, field: 'headers' },
    { config: { ...at('/'), connectMs: 0 }, field: 'connectMs' },
    { config: { ...at('/'), pollMs: 100 }, field: 'pollMs' },
  ],
  hangs: { config: at('/hang') },
  fails: { config: at('/fail'), kind: 'max_turns' },
  spends: { config: at('/spend'), costs: { a: 100, b: 250_000 } },
  desk: { config: at('/say'), verb: 'say', input: { to: 'bob', body: 'Hello' } },
  session: { config: at('/resume'), resumed: 'turn 2' },
  unable: { config: { url: 'http://10.0.0.1/' } },
  defers: { config: at('/defer'), settle: async () => { settled = true }, summary: 'Finished.' },
  cancels: { config: at('/cancel'), cancelled: async () => cancelled },
  reaps: { skip: 'a run leaves nothing on this machine' },
  endsWithinMs: 2_000,
})

describe('httpAdapter', () => {
  it('refuses an allowance that it cannot read', () => {
    for (const entry of ['10.0.0.0/33', '10/8', 'http://a', 'a b', '2130706433', '::ffff:10.0.0.0/104', '']) {
      expect(() => httpAdapter({ allow: [entry] })).toThrow(`The entry ${JSON.stringify(entry)} of "allow"`)
    }
  })

  it('probes without asking for anything', async () => {
    const before = other.seen.length
    const { adapter, job, ended } = runAt(at('/done').url)
    await ended
    expect(await adapter.probe?.(job.config)).toEqual({ ok: true, detail: `Posts runs to ${other.origin}/done, which is at 127.0.0.1 and takes connections.` })
    expect(other.seen.length).toBe(before + 1)
  })

  it('says in a probe that nobody listens, and that a name does not exist', async () => {
    const adapter = httpAdapter({ allow: ['127.0.0.1'], resolve: async () => [] })
    const probe = (url: string) => adapter.probe?.(adapter.parse({ url }))
    expect(await probe('http://127.0.0.1:1/')).toMatchObject({ ok: false, problem: expect.stringContaining('ECONNREFUSED'), fix: expect.stringContaining('"url"') })
    expect(await probe('http://nobody.test/')).toMatchObject({ ok: false, problem: 'The name "nobody.test" has no address.' })
  })
})
