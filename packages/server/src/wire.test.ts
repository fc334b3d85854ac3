import { beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from './routes/every-route.ts'
import { PAGE } from './routes/list-query.ts'
import type { Route } from './routes/route.ts'
import { neighbourhood, type Neighbourhood } from './testing/stranger.ts'

const OF_A_COMPANY = everyRoute.filter(({ access }) => access.who === 'board')
const short = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '') || '/'}`
const filled = ({ path }: Route, parts: Readonly<Record<string, string>>): string => path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? 'acme' : parts[part] ?? 'unknown'))

/** Lists that go on with `after`. */
const LISTS = OF_A_COMPANY.filter(({ method, replies }) => method === 'GET' && 'next' in Object(Object(replies[200]).properties))

/** What every question to a list holds. */
const asking = ({ path }: Route): string => (path.endsWith('/search') ? 'text=secret&' : '')

/** What a list can be narrowed by: not what names somebody, who must be there. */
const filtersOf = ({ query }: Route): string[] => Object.keys(Object(query?.properties)).filter(field => !(field in PAGE) && field !== 'text' && field !== 'agent')

/** What makes something new, and how it is asked for: once, and with another input. */
const MAKES: Readonly<Record<string, readonly [body: object | string, other: object | string]>> = {
  'POST /tasks': [{ title: 'One' }, { title: 'Two' }], 'POST /agents': [{ slug: 'one', role: 'worker', status: 'draft', adapter: { kind: 'rest', config: {} } }, { slug: 'two', role: 'worker', status: 'draft', adapter: { kind: 'rest', config: {} } }],
  'POST /agents/:agent/reviews': [{ body: 'Good', rating: 5 }, { body: 'Bad', rating: 1 }], 'POST /goals': [{ title: 'One' }, { title: 'Two' }],
  'POST /messages': [{ to: { operator: 'operator:local' }, body: 'One' }, { to: { operator: 'operator:local' }, body: 'Two' }], 'POST /asks': [{ to: { operator: 'operator:local' }, body: 'One?' }, { to: { operator: 'operator:local' }, body: 'Two?' }],
  'POST /signals': [{ to: 'dev', source: 'mail', payload: 1 }, { to: 'dev', source: 'mail', payload: 2 }], 'POST /notes': [{ body: 'One' }, { body: 'Two' }],
  'POST /budgets': [{ scope: 'company', window: 'day', limit: '$7' }, { scope: 'company', window: 'day', limit: '$8' }],
  'POST /artifacts': ['one', 'two'], 'POST /tasks/:task/artifacts': ['one', 'two'], 'POST /keys': [{ name: 'one' }, { name: 'two' }], 'POST /invitations': [{}, { level: 'viewer' }],
  'POST /webhooks': [{ name: 'one', url: 'https://127.0.0.1:1/', records: ['company.archive'] }, { name: 'two', url: 'https://127.0.0.1:1/', records: ['company.archive'] }],
  'POST /hooks': [{ name: 'one', to: 'dev', source: 'shop' }, { name: 'two', to: 'dev', source: 'shop' }],
}
/** What tells a secret once makes nothing again either, but cannot tell it again. */
const TOLD_ONCE = ['POST /keys', 'POST /invitations', 'POST /hooks', 'POST /webhooks']

describe('the wire', () => {
  let house: Neighbourhood, login: { login: string }
  beforeAll(async () => {
    house = await neighbourhood()
    login = { login: String(house.guests.owner) }
    for (const title of ['b', 'c', 'd']) await house.acme.tasks.create({ title })
  }, 60_000)

  it.each(LISTS.filter(route => filtersOf(route).length > 0).map(route => [short(route), route] as const))('%s is narrowed by each of its filters and each two of them, or says by which it is', async (_, route) => {
    const filters = filtersOf(route), ask = (given: readonly string[], value: string) => house.ask(house.guests.owner, 'GET', `${filled(route, house.own)}?${asking(route)}${given.map(field => `${field}=${value}`).join('&')}`)
    for (const given of [...filters.flatMap((one, at) => [[one], ...filters.slice(at + 1).map(other => [one, other])]), filters]) {
      for (const value of ['x', '', '2026-01-05T09:00:00.000Z']) {
        const answer = await ask(given, value)
        if (answer.statusCode !== 200) expect(answer.json(), `${given.join()}=${value}`).toMatchObject({ status: 400, code: 'invalid_input', detail: expect.stringMatching(given.join('|')) })
      }
    }
  })

  it('says which filters of a list cannot be combined, and by which it can be narrowed', async () => {
    const ask = async (query: string) => (await house.ask(house.guests.owner, 'GET', `/companies/acme/${query}`)).json<{ detail: string; fields: unknown }>()
    expect(await ask('runs?agentId=x&status=running')).toMatchObject({ status: 400, detail: 'agentId, status: this list is not narrowed by these together. It is by agentId, or by status, or by taskId, or by agentId with slot.', fields: [{ field: 'agentId' }, { field: 'status' }] })
    expect(await ask('runs?slot=2026-01-05T09:00:00.000Z')).toMatchObject({ status: 400, detail: expect.stringMatching(/^slot: this list is not narrowed by it alone/) })
    expect(await ask('runs?agentId=x&slot=soon')).toMatchObject({ status: 400, detail: expect.stringMatching(/^slot: must be a time/) })
    expect(await ask('tasks?status=todo&assigneeId=')).toMatchObject({ rows: expect.arrayContaining([expect.objectContaining({ title: 'b' })]) })
  })

  it('knows how each route is asked that makes something', () => {
    expect(Object.keys(MAKES).sort()).toEqual(OF_A_COMPANY.filter(({ replies }) => 201 in replies).map(short).sort())
  })

  it.each(Object.keys(MAKES))('I1: %s makes one thing for each idempotency key', async name => {
    const route = OF_A_COMPANY.find(one => short(one) === name), [body, other] = MAKES[name] ?? [{}, {}]
    const ask = (given: object | string) => house.ask(login, 'POST', `${filled(route as Route, house.own)}${typeof given === 'string' ? '?name=a' : ''}`, given, { 'idempotency-key': `key of ${name}`, ...typeof given === 'string' ? { 'content-type': 'application/octet-stream' } : {} })
    const first = await ask(body)
    expect(first.statusCode, first.body).toBe(201)
    const again = await ask(body)
    if (TOLD_ONCE.includes(name)) expect(again.json()).toMatchObject({ status: 409, reason: 'key_reused' })
    else expect([again.statusCode, again.json()]).toEqual([201, first.json()])
    expect((await ask(other)).json()).toMatchObject({ status: 409, reason: 'key_reused' })
  })
})
