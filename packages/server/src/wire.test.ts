import { beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from './routes/every-route.ts'
import type { Route } from './routes/route.ts'
import { neighbourhood, type Neighbourhood } from './testing/stranger.ts'

const OF_A_COMPANY = everyRoute.filter(({ access }) => access.who === 'board')
const short = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '') || '/'}`
const filled = ({ path }: Route, parts: Readonly<Record<string, string>>): string => path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? 'acme' : parts[part] ?? 'unknown'))

/** Lists that go on with `after`. */
const LISTS = OF_A_COMPANY.filter(({ method, replies }) => method === 'GET' && 'next' in Object(Object(replies[200]).properties))

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

  it.each(LISTS.map(route => [short(route), route] as const))('%s goes on page by page to its end, and takes no cursor that is none', async (_, route) => {
    const path = filled(route, house.own), asking = route.path.endsWith('/search') ? 'text=secret&' : ''
    const whole = (await house.ask(house.guests.owner, 'GET', `${path}?${asking}`)).json<{ rows: unknown[]; next: null }>(), rows: unknown[] = []
    let next: string | null = null
    do {
      const page: { rows: unknown[]; next: string | null } = (await house.ask(house.guests.owner, 'GET', `${path}?${asking}limit=1${next === null ? '' : `&after=${next}`}`)).json()
      expect(page.rows.length).toBeLessThanOrEqual(1)
      rows.push(...page.rows)
      next = page.next
    } while (next !== null && rows.length < 100)
    expect(rows).toEqual(whole.rows.slice(0, 100))
    for (const garbage of ['nonsense', 'W10', '%00']) expect((await house.ask(house.guests.owner, 'GET', `${path}?${asking}after=${garbage}`)).json()).toMatchObject({ status: 400, code: 'invalid_input' })
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
