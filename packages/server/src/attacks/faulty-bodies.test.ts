import { once } from 'node:events'
import { connect } from 'node:net'
import { beforeAll, describe, expect, it } from 'vitest'
import { BYTES } from '../http/bytes.ts'
import { everyRoute } from '../routes/every-route.ts'
import { mcpRoutes } from '../routes/mcp.ts'
import type { Route } from '../routes/route.ts'
import { realServer } from '../testing/real-server.ts'
import { URL_OF_TESTS } from '../testing/served.ts'
import { neighbourhood, seat, type Neighbourhood } from '../testing/stranger.ts'

const MIB = 1024 * 1024
/** Whatever was sent, an answer is smaller than this, in bytes. */
const SMALL = 8 * 1024
const TAKING = [...everyRoute, ...mcpRoutes].filter(({ body, media }) => body !== undefined && media !== BYTES)
const DEFINED = TAKING.filter(({ path }) => path.endsWith('/plan') || path.endsWith('/apply'))

const named = (route: Route): string => `${route.method} ${route.path}`
const filled = ({ path }: Route, parts: Readonly<Record<string, string>>): string => `${path === '/mcp' ? '' : '/api/v1'}${path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? 'acme' : parts[part] ?? 'unknown'))}`
const fieldsOf = ({ body }: Route): string[] => Object.keys(Object(Reflect.get(Object(body), 'properties')))
const many = <T>(count: number, of: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => of(at))
const object = (entries: [string, unknown][]): string => JSON.stringify(Object.fromEntries(entries))

/** As many values as a body may hold, and a few less. */
const MOST = 49_000
/** What is wrong with a body of about a megabyte. One that holds no more values than it may is read, whatever they are. */
const SAME = {
  'more keys than anything has': object(many(105_000, at => [at.toString(36).padStart(4, 'k'), 1])),
  'a megabyte of unknown keys': object(many(18_000, at => [`unknown-${'k'.repeat(30)}-${at}`, 1])).slice(0, MIB - 100).replace(/,[^,]*$/, '}'),
  'one key of a megabyte': object([['k'.repeat(MIB - 100), 1]]),
  'long keys that are all escapes': object(many(20, at => [`${'\u0001'.repeat(8_000)}${at}`, 1])),
}
const FAULTS: Readonly<Record<string, (route: Route) => string>> = {
  ...Object.fromEntries(Object.entries(SAME).map(([fault, body]) => [fault, () => body])),
  'a list of faults in every field': route => object([['nonsense', 1], ...fieldsOf(route).map((field): [string, unknown] => [field, many(Math.floor(MOST / fieldsOf(route).length / 2), () => [0])])]),
  'an object of faults in every field': route => object([['nonsense', 1], ...fieldsOf(route).map((field): [string, unknown] => [field, Object.fromEntries(many(Math.floor(16_000 / fieldsOf(route).length), at => [`no slug ${at}`, { x: 1 }]))])]),
  'a long text in every field': route => object([['nonsense', 1], ...fieldsOf(route).map((field): [string, unknown] => [field, '\u{1F600}"'.repeat(Math.floor(900_000 / fieldsOf(route).length / 6))])]),
}

describe('a body that is nothing but faults', () => {
  let house: Neighbourhood, local: string, parts: Readonly<Record<string, string>>
  beforeAll(async () => {
    house = await neighbourhood()
    local = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    parts = house.own
  }, 60_000)
  const tokenFor = ({ access: { who } }: Route): string | null => (who === 'anyone' ? null : who === 'agent' ? house.guests.agentKey : who === 'installation_owner' ? local : house.guests.owner)
  const send = (route: Route, payload: string | Buffer, as = tokenFor(route)) => house.app.inject({
    method: route.method, url: filled(route, parts), payload, headers: { host: new URL(URL_OF_TESTS).host, 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...as === null ? {} : { authorization: `Bearer ${as}` } },
  })

  it.each(TAKING.map(route => [named(route), route] as const))('G03: is refused by %s in few words, however many they are', async (_, route) => {
    for (const [fault, written] of Object.entries(FAULTS)) {
      const body = written(route), answer = await send(route, body)
      expect([fault, answer.statusCode < 500 && answer.statusCode >= 400, answer.body.length < SMALL, Buffer.byteLength(answer.body) < SMALL], answer.body.slice(0, 500)).toEqual([fault, true, true, true])
      expect(Buffer.byteLength(body)).toBeLessThan(MIB)
    }
  }, 60_000)

  const HUGE = `{"schema":1,"roles":{${many(700_000, at => `"r${String(at).padStart(7, '0')}":{"x":1}`).join(',')},"last":{"x":"${'x'.repeat(1_800_000)}"}}}`
  it.each(DEFINED.map(route => [named(route), route] as const))('G03: of fifteen megabytes is refused by %s before it is read', async (_, route) => {
    expect(HUGE.length).toBeGreaterThan(15_000_000)
    const before = await house.acme.audit.head(), answer = await send(route, HUGE)
    expect([answer.statusCode, answer.json()]).toMatchObject([413, { code: 'too_large', detail: 'The body is JSON of more than 50000 values. Send it in parts.' }])
    expect((await house.acme.audit.head()).seq).toBe(before.seq)
  })

  it.each(DEFINED.map(route => [named(route), route] as const))('is refused by %s in few words where it is fifteen megabytes of few values', async (_, route) => {
    const long = 'x'.repeat(5_000_000)
    const answer = await send(route, JSON.stringify({ schema: 1, roles: { [long]: {}, worker: { title: [long] } }, agents: { one: { role: long } } }))
    expect([answer.statusCode, answer.json().code, answer.body.length < SMALL]).toEqual([400, 'invalid_input', true])
  })

  it('is none where it is a company of thousands of agents', async () => {
    const agents = Object.fromEntries(many(3_000, at => [`agent-${at}`, { role: 'worker', instructions: 'Work. '.repeat(300), adapter: { kind: 'rest', config: {} } }]))
    const [plan] = DEFINED, answer = plan && await send(plan, JSON.stringify({ schema: 1, roles: { worker: {} }, agents }))
    expect([answer?.statusCode, answer?.json().steps.length]).toEqual([200, 3_001])
  }, 60_000)
})

describe('whoever may not do what is asked for', () => {
  const OF_ACTS = everyRoute.filter(({ act, body }) => act !== undefined && body !== undefined)

  it('G03, O08: is told so before the body is waited for, and it is noted', async () => {
    const { paperclip, acme, host, port } = await realServer({ server: { limits: { strangers: 1_000_000 } } })
    const viewers = [(await acme.keys.create({ name: 'looks', level: 'viewer' })).token, await seat(paperclip, acme, 'viewer'), (await acme.keys.create({ name: 'lent', level: 'owner', acts: ['message.say'] })).token]
    expect(OF_ACTS.length).toBeGreaterThan(40)
    for (const token of viewers) for (const route of OF_ACTS) {
      if (route.act === 'message.say') continue
      const { seq } = await acme.audit.head(), socket = connect(port, '127.0.0.1')
      socket.write(`${route.method} ${filled(route, {})} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${MIB / 2}\r\n\r\n`)
      expect([named(route), String((await once(socket, 'data'))[0])]).toEqual([named(route), expect.stringMatching(/^HTTP\/1\.1 403 [\s\S]*"code":"forbidden"/)])
      socket.destroy()
      expect((await acme.audit.list({ direction: 'down', limit: 1 })).rows[0]).toMatchObject({ action: `${route.act}.refused`, seq: seq + 1 })
    }
  }, 60_000)
})
