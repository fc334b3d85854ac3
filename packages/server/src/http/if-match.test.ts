import { versionOf } from '@paperclip/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { neighbourhood, type Neighbourhood } from '../testing/stranger.ts'

const short = ({ method, path }: Route): string => `${method} ${path.replace('/companies/:company', '') || '/'}`
const filled = ({ path }: Pick<Route, 'path'>, parts: Readonly<Record<string, string>>): string => path.replace(/:(\w+)/g, (_, part: string) => (part === 'company' ? 'acme' : parts[part] ?? 'unknown'))
const SKILL = (text: string) => ({ description: text, files: { 'SKILL.md': `---\nname: secret\ndescription: ${text}\n---\n${text}` } })

/** How each route that changes what can be read is asked: twice, each time for something else. A route that is not here has no test, and the first of them fails. */
const CHANGES: Readonly<Record<string, readonly [one: object, other: object]>> = {
  'PATCH /': [{ name: 'One' }, { name: 'Two' }], 'PATCH /agents/:agent': [{ name: 'One' }, { name: 'Two' }], 'PATCH /goals/:goal': [{ title: 'One' }, { title: 'Two' }],
  'PATCH /tasks/:task': [{ title: 'One' }, { title: 'Two' }], 'PATCH /notes/:note': [{ body: 'One' }, { body: 'Two' }], 'PATCH /accounts/:account': [{ name: 'One' }, { name: 'Two' }],
  'PUT /members/:member': [{ level: 'viewer', name: 'One' }, { level: 'viewer', name: 'Two' }], 'PUT /roles/:role': [{ title: 'One' }, { title: 'Two' }], 'PUT /projects/:project': [{ name: 'One' }, { name: 'Two' }],
  'PUT /routines/:routine': [{ title: 'One' }, { title: 'Two' }], 'PUT /tools/:tool': [{ description: 'One' }, { description: 'Two' }], 'PUT /secrets/:secret': [{ value: 'value one' }, { value: 'value two' }],
  'PUT /skills/:skill': [SKILL('One'), SKILL('Two')], 'PUT /tasks/:task/documents/:document': [{ body: 'One' }, { body: 'Two' }],
}
const CHANGING = everyRoute.filter(({ method }) => method === 'PATCH' || method === 'PUT')

describe('If-Match', () => {
  let house: Neighbourhood, parts: Record<string, string>, local: string
  beforeAll(async () => {
    house = await neighbourhood()
    local = (await house.paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token
    const account = (await house.paperclip.access.accounts()).rows.find(({ email }) => email === 'usr_acme_viewer@example.com')
    // what is made or changed by its name is asked for by that name
    parts = { ...house.own, account: account?.id ?? '', member: account?.id ?? '', role: 'worker', project: 'secret', routine: 'secret', tool: 'secret', secret: 'secret', skill: 'secret' }
  }, 60_000)
  const asker = (route: Route): string | { login: string } => (route.access.who === 'installation_owner' ? { login: local } : String(house.guests.owner))
  const ask = (route: Route, { method = route.method, body, tag }: { method?: Route['method']; body?: object; tag?: string }) => house.ask(asker(route), method, filled(route, parts), body, tag === undefined ? {} : { 'if-match': tag })
  const tagRead = async (route: Route): Promise<string> => {
    const read = await ask(route, { method: 'GET' })
    expect(read.statusCode, read.body).toBe(200)
    return String(read.headers['etag'])
  }

  it('is heeded by every route that changes what is there', () => {
    expect(CHANGING.map(short).sort()).toEqual(Object.keys(CHANGES).sort())
    expect(CHANGING.filter(({ precondition }) => precondition === undefined).map(short)).toEqual([])
  })

  it.each(CHANGING.map(route => [short(route), route] as const))('lets %s change only what is as it was read: the second of two who read the same gets 412, and nothing is changed', async (name, route) => {
    const [one, other] = CHANGES[name] ?? [{}, {}], tag = await tagRead(route)
    expect(tag).toMatch(/^"[\w-]{1,22}"$/)
    const first = await ask(route, { body: one, tag })
    expect(first.statusCode, first.body).toBe(200)
    const changed = await tagRead(route), { seq } = await house.acme.audit.head()
    expect(changed).not.toBe(tag)
    expect(first.headers['etag'], 'the answer tells the tag that it has now').toBe(changed)
    const late = await ask(route, { body: other, tag })
    expect([late.statusCode, late.json()]).toEqual([412, expect.objectContaining({ status: 412, code: 'conflict', reason: 'stale_revision', detail: expect.stringMatching(/by now|revision/) })])
    expect([await tagRead(route), (await house.acme.audit.head()).seq]).toEqual([changed, seq])
    expect((await ask(route, { body: other, tag: changed })).statusCode).toBe(200)
  })

  it.each(CHANGING.map(route => [short(route), route] as const))('refuses one that %s cannot read', async (_, route) => {
    const [one] = CHANGES[short(route)] ?? [{}], tag = await tagRead(route)
    for (const garbage of ['nonsense', '', '"a", "b"', '"a b"', `"${'x'.repeat(65)}"`]) expect((await ask(route, { body: one, tag: garbage })).json(), garbage).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(await tagRead(route)).toBe(tag)
  })

  it('is refused where nothing is read with a tag, so that nobody believes in one', async () => {
    const unheeded = everyRoute.filter(({ method, precondition, access, answers }) => method !== 'GET' && precondition === undefined && access.who === 'board' && answers === undefined)
    expect(unheeded.length).toBeGreaterThan(20)
    for (const route of unheeded) {
      const answer = await house.ask(house.guests.owner, route.method, filled(route, parts), undefined, { 'if-match': '"1"' })
      expect([short(route), answer.json()]).toEqual([short(route), expect.objectContaining({ status: 400, code: 'invalid_input', detail: expect.stringContaining('nothing that is read with an ETag') })])
    }
  })

  it('is heeded by what removes, and by what creates or changes', async () => {
    const { acme } = house, owner = house.guests.owner, stale = { 'if-match': '"AAAAAAAAAAAAAAAAAAAAAA"' }
    const project = await acme.projects.set({ slug: 'fresh' }), note = await acme.notes.write({ body: 'Fresh.' }), budget = await acme.budgets.set({ scope: 'company', window: 'day', limit: '$3' })
    for (const [method, path, body] of [['DELETE', `/notes/${note.id}`], ['DELETE', `/budgets/${budget.id}`], ['POST', `/budgets/${budget.id}/raise`, { limit: '$9' }], ['POST', '/budgets', { scope: 'company', window: 'day', limit: '$2' }]] as const) {
      expect((await house.ask(owner, method, `/companies/acme${path}`, body, stale)).statusCode, path).toBe(412)
    }
    expect((await house.ask(owner, 'POST', `/companies/acme/budgets/${budget.id}/raise`, { limit: '$9' }, { 'if-match': `"${versionOf(budget)}"` })).statusCode).toBe(200)
    expect((await house.ask(owner, 'DELETE', `/companies/acme/notes/${note.id}`, undefined, { 'if-match': `"${versionOf(note)}"` })).statusCode).toBe(200)
    expect((await house.ask(owner, 'PUT', '/companies/acme/projects/fresh', { name: 'Any' }, { 'if-match': '*' })).json()).toMatchObject({ id: project.id, name: 'Any' })
    expect((await house.ask(owner, 'PUT', '/companies/acme/projects/never', { name: 'New' }, { 'if-match': '*' })).statusCode).toBe(412)
    expect((await house.ask(owner, 'GET', '/companies/acme/projects/never')).statusCode).toBe(404)
  })

  it('tells nobody how something stands who may not change it', async () => {
    const answer = await house.ask(house.guests.viewer, 'PATCH', `/companies/acme/goals/${parts['goal']}`, { title: 'Mine' }, { 'if-match': '"AAAAAAAAAAAAAAAAAAAAAA"' })
    expect(answer.statusCode).toBe(403)
  })
})
