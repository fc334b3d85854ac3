import type { Adapter, CompanyHandle, Desk } from '@paperclip/core'
import { NOUNS } from '@paperclip/core/store'
import { beforeAll, describe, expect, it } from 'vitest'
import { everyVerb } from './desk/every-verb.ts'
import { everyRoute } from './routes/every-route.ts'
import type { Route } from './routes/route.ts'
import { seated } from './testing/seated.ts'
import { neighbourhood, type Neighbourhood } from './testing/stranger.ts'

/** What is told whole, by the field that holds it, and why it is no list that goes on and on. */
const WHOLE: Readonly<Record<string, string>> = {
  'GET /companies/:company/chart rows': 'a tree: agents are listed, a page at a time, at /agents',
  'GET /companies/:company/tasks/:task/why rows': 'one path through a tree, up to the mission, of titles alone',
  'GET /companies/:company/tidy rows': 'one for each kind of what is let go, and of those there are few',
  'GET /companies/:company/lint rows': 'findings on the company as a whole, made anew each time',
  'GET /companies/:company/board columns': 'one for each status, each with as many tasks as `limit` says',
  'GET /companies/:company/costs rows': 'a report with its sum: a line for each of what was asked for, over a span of days',
  'GET /companies/:company/costs/forecast budgets': 'a report: a line for each budget that stands, and a scope has one for each window',
  'GET /companies/:company/agents/:agent/standing holds': 'one for each cause, and of those there are few',
  'GET /companies/:company/health problems': 'findings on its clockwork, made anew each time: none where it is whole',
  'GET /companies/:company/export budgets': 'the company as one definition, which is applied as one',
  'POST /companies/:company/signals': 'what the deed made: a signal for each of the team that it was sent to',
  'POST /stop-everything rows': 'what the deed stopped: the companies in which one has a say',
}

/** The names by which the rows of nouns are told: what they hold is theirs. */
const ROWS: ReadonlySet<string> = new Set(Object.keys(NOUNS).map(noun => noun.toLowerCase()))

const called = ({ method, path }: Route, field = ''): string => `${method} ${path} ${field}`.trim()
const propertiesOf = (schema: unknown): Record<string, unknown> => Object(Reflect.get(Object(schema), 'properties'))
const isListOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(one => typeof one === 'object' && one !== null)

/** The answers of a route that hold lists of something: as what they are called, and whether a page behind can be asked for. */
function listsTold(route: Route): { name: string; isPaged: boolean }[] {
  return Object.values(route.replies).flatMap(reply => {
    if (Reflect.get(Object(reply), 'type') === 'array') return [{ name: called(route), isPaged: false }]
    const told = propertiesOf(reply), isRow = ROWS.has(String(Reflect.get(Object(reply), 'title')).toLowerCase())
    const lists = isRow ? [] : Object.entries(told).filter(([, of]) => Reflect.get(Object(of), 'type') === 'array' && Reflect.get(Object(Reflect.get(Object(of), 'items')), 'type') !== 'string')
    return lists.map(([field]) => ({ name: called(route, field), isPaged: field === 'rows' && 'next' in told && takesPages(route) }))
  })
}

const takesPages = ({ method, query, body }: Route): boolean => ['after', 'limit'].every(word => word in propertiesOf(method === 'GET' ? query : body))

/** What the schemas of answers say is told whole. */
const TOLD_WHOLE = everyRoute.flatMap(listsTold).filter(({ isPaged }) => !isPaged).map(({ name }) => name)

const LISTS = everyRoute.filter(({ replies }) => 'next' in propertiesOf(replies[200]))
const ONES_OWN = LISTS.filter(({ access }) => access.who !== 'agent'), OF_THE_DESK = LISTS.filter(({ access }) => access.who === 'agent')

/** Lists of which this company has less than two, so that nothing is shown of how they go on. */
const THIN = ['/companies/:company/webhooks/:webhook/dead-letters', '/companies/:company/approvals', '/companies/:company/incidents', '/tombstones']

const talks: Adapter = {
  kind: 'talks', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config,
  async run({ log, desk, brief: { focus } }) {
    for (const text of ['One', 'Two', 'Three']) log({ stream: 'stdout', level: 'info', text })
    await desk.finish({ task: focus?.id ?? '', result: 'Talked.' })
    return { kind: 'done', summary: 'Talked.' }
  },
}

/** Two of nearly everything. */
async function doubled({ paperclip, acme, own }: Neighbourhood): Promise<string> {
  const { task = '', agent = '' } = own
  for (const title of ['b', 'c', 'd']) await acme.tasks.create({ title })
  await acme.tasks.block(task, { blockedBy: ['ACME-2', 'ACME-3', 'ACME-4'] })
  for (const body of ['One', 'Two', 'Three']) {
    await acme.messages.say({ task, body })
    await acme.messages.say({ to: agent, body })
    await acme.agents.review(agent, { body })
    await acme.agents.configure(agent, { instructions: body })
    await acme.notes.write({ body: `Secret ${body}` })
    await acme.signals.send({ to: agent, source: 'shop', payload: body })
    const slug = body.toLowerCase()
    await acme.documents.write(task, { key: slug, body })
    await acme.documents.write(task, { key: 'secret-plan', body, base: 1 + ['One', 'Two', 'Three'].indexOf(body) })
    await acme.skills.set({ slug: 'secret', description: body, files: { 'SKILL.md': `---\nname: secret\ndescription: ${body}\n---\n${body}` } })
    await acme.invitations.create({ level: 'viewer' })
    await paperclip.access.inviteOwner()
    await acme.roles.set({ slug })
    await acme.goals.set({ title: body })
    await acme.projects.set({ slug })
    await acme.routines.set({ slug, assignee: 'dev' })
    await acme.tools.set({ slug, connection: { kind: 'command', command: ['true'] } })
    await acme.secrets.set({ slug, value: 'secret value' })
    await acme.budgets.set({ scope: 'agent', for: agent, limit: '$5', window: slug === 'one' ? 'day' : slug === 'two' ? 'week' : 'month' })
    await acme.artifacts.attach(task, { name: slug, body: Buffer.from(body) })
    await acme.skills.set({ slug, description: body, files: { 'SKILL.md': `---\nname: ${slug}\ndescription: ${body}\n---\n${body}` } })
    await acme.hooks.create({ name: body, to: 'dev', source: 'shop' })
    await acme.webhooks.create({ name: body, url: 'https://127.0.0.1:1/', records: ['company.archive'] })
  }
  return talked({ paperclip, acme })
}

/** A run that has said something. */
async function talked({ paperclip, acme }: Pick<Neighbourhood, 'paperclip'> & { acme: CompanyHandle }): Promise<string> {
  await acme.agents.hire({ slug: 'talker', role: 'worker', adapter: { kind: 'talks', config: {} } })
  const { id } = await acme.tasks.create({ title: 'Talk', assignee: 'talker' }), { id: other } = await acme.tasks.create({ title: 'Talk again', assignee: 'talker' })
  await paperclip.start()
  await Promise.all([acme.tasks.finished(id), acme.tasks.finished(other)])
  await paperclip.stop()
  return (await acme.runs.list()).rows[0]?.id ?? ''
}

describe('every list of the server', () => {
  it('is told in pages, or is known to come to an end', () => {
    expect(TOLD_WHOLE.filter(name => !(name in WHOLE))).toEqual([])
    expect(LISTS.filter(route => !takesPages(route)).map(route => called(route))).toEqual([])
  })
})

describe('a list of a company or of the installation', () => {
  let house: Neighbourhood, run: string, owner: string
  beforeAll(async () => {
    house = await neighbourhood({ adapters: [talks] })
    run = await doubled(house)
    owner = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
  }, 60_000)
  const at = ({ path }: Route): string => path.replace(/:(\w+)/g, (_, part: string) => ({ ...house.own, company: 'acme', run })[part] ?? 'unknown')
  const words = ({ path }: Route): string => (path.endsWith('/search') ? 'text=secret&' : '')
  const ask = async (route: Route, query: string): Promise<{ rows: unknown[]; next: string | null; status?: number; code?: string }> => (await house.ask(owner, 'GET', `${at(route)}?${words(route)}${query}`)).json()

  it.each(ONES_OWN.map(route => [route.path, route] as const))('%s goes on page by page to its end, and takes no cursor that is none', async (path, route) => {
    const whole = await ask(route, 'limit=50'), most = 49, rows: unknown[] = []
    let next: string | null = null
    do {
      const page: { rows: unknown[]; next: string | null } = await ask(route, `limit=1${next === null ? '' : `&after=${next}`}`)
      expect(page.rows.length).toBeLessThanOrEqual(1)
      rows.push(...page.rows)
      next = page.next
    } while (next !== null && rows.length < most)
    expect(rows).toEqual(whole.rows.slice(0, most))
    expect(rows.length > 1, `${rows.length} rows`).toBe(!THIN.includes(path))
    for (const garbage of ['nonsense', 'W10', '%00']) expect(await ask(route, `after=${garbage}`)).toMatchObject({ status: 400, code: 'invalid_input' })
    for (const limit of ['0', '1001', 'many']) expect(await ask(route, `limit=${limit}`)).toMatchObject({ status: 400, code: 'invalid_input' })
  })

  it('hides in no answer that is of any shape', async () => {
    const found: string[] = []
    for (const route of everyRoute.filter(({ method, access, answers, speaks }) => method === 'GET' && access.who !== 'agent' && answers !== 'stream' && speaks === undefined)) {
      const answer = await house.ask(owner, 'GET', `${at(route)}?${words(route)}`)
      if (!String(answer.headers['content-type']).startsWith('application/json')) continue
      const told: unknown = answer.json(), isPage = Object.hasOwn(Object(told), 'next'), isTyped = Object.keys(propertiesOf(route.replies[200])).length > 0
      if (Array.isArray(told)) found.push(called(route))
      else if (!isPage && !isTyped) found.push(...Object.entries(Object(told)).filter(([, value]) => isListOfObjects(value)).map(([field]) => called(route, field)))
    }
    expect([...new Set([...TOLD_WHOLE, ...found])].sort()).toEqual(Object.keys(WHOLE).sort())
  })
})

describe('a list of the desk', () => {
  /** How each verb that looks is asked for. */
  const LOOKS: Partial<Record<keyof Desk, object>> = { me: {}, inbox: {}, tasks: {}, show: {}, thread: {}, assigned: { status: 'in_progress' }, recall: { text: 'told' }, colleagues: {}, purse: {}, proposals: {}, read: { key: 'plan' }, open: {} }

  async function busy() {
    const house = await seated({ permissions: { 'agent.hire': 'company', 'task.create': 'company' } }), { acme, job } = house
    for (const body of ['One', 'Two', 'Three']) {
      await acme.messages.say({ task: 'ACME-1', body })
      await acme.tasks.create({ title: body, assignee: 'dev' })
      await acme.tasks.take((await acme.tasks.create({ title: `${body} in hand`, assignee: 'dev' })).id).catch(() => {})
      await acme.notes.write({ body: `Told ${body}` })
      await job.desk.remember({ body: `Told myself ${body}` })
      await job.desk.propose({ kind: 'agent.hire', input: { slug: `hired-${body.toLowerCase()}`, role: 'worker', adapter: { kind: 'sits', config: {} } } })
    }
    await job.desk.write({ key: 'plan', body: 'A plan.' })
    const { id } = await job.desk.attach({ name: 'a.txt', content: 'A file.' })
    return { ...house, artifact: id }
  }

  it('is told in pages by every verb, the same rows one by one as together', async () => {
    const { job: { desk }, artifact } = await busy(), many: Record<string, number> = {}
    for (const { verb, answers, use } of everyVerb.filter(({ effect }) => effect === 'looks')) {
      const input = { ...LOOKS[verb], ...verb === 'open' ? { artifact } : {} }, whole: unknown = await use(desk, input)
      expect(Array.isArray(whole), verb).toBe(false)
      if (answers === 'one') continue
      const { rows } = whole as { rows: unknown[] }, walked: unknown[] = []
      let after: string | null = null
      do {
        const page = await use(desk, { ...input, limit: 1, after }) as { rows: unknown[]; next: string | null }
        expect(page.rows.length, verb).toBeLessThanOrEqual(1)
        walked.push(...page.rows)
        after = page.next
      } while (after !== null)
      expect(walked, verb).toEqual(rows)
      many[verb] = rows.length
    }
    expect(Object.keys(LOOKS).sort()).toEqual(everyVerb.filter(({ effect }) => effect === 'looks').map(({ verb }) => verb).sort())
    expect(many).toEqual({ inbox: expect.any(Number), tasks: expect.any(Number), thread: 3, assigned: expect.any(Number), recall: 6, colleagues: 4, proposals: 3 })
  })

  it('is served in pages too', async () => {
    const { app, key } = await busy()
    expect(OF_THE_DESK.map(({ path }) => path).sort()).toEqual(['assigned', 'colleagues', 'inbox', 'proposals', 'recall', 'tasks', 'thread'].map(verb => `/desk/${verb}`))
    const ask = async (query: string) => (await app.inject({ method: 'GET', url: `/api/v1/desk/tasks${query}`, headers: { host: 'localhost:4400', authorization: `Bearer ${key}` } })).json<{ rows: { id: string }[]; next: string | null }>()
    const whole = await ask(''), first = await ask('?limit=1'), second = await ask(`?limit=1&after=${first.next}`)
    expect([...first.rows, ...second.rows]).toEqual(whole.rows.slice(0, 2))
    for (const query of ['?limit=0', '?after=nonsense', '?direction=down']) expect(await ask(query)).toMatchObject({ status: 400, code: 'invalid_input' })
  })
})
