import type { AccessKeyInput } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { realServer, type Answered, type RealServer } from '../testing/real-server.ts'
import { rest, seat } from '../testing/stranger.ts'

/** A company with a cheap agent `dev` and a dear one `opus`, each with work of its own and with work that both see, and another company beside it. */
async function house() {
  const made = await realServer({ paperclip: { adapters: [rest] } }), { acme, paperclip } = made
  const globex = await paperclip.found({ slug: 'globex' })
  for (const company of [acme, globex]) {
    await company.roles.set({ slug: 'worker' })
    for (const slug of ['dev', 'opus']) await company.agents.hire({ slug, role: 'worker', adapter: { kind: 'rest', config: {} } })
  }
  return { ...made, globex }
}
type House = Awaited<ReturnType<typeof house>>

const withKey = async ({ acme, ask }: Pick<RealServer, 'acme' | 'ask'>, input: Partial<AccessKeyInput>) => {
  const { token, key } = await acme.keys.create({ name: 'ci', level: 'operator', ...input })
  const at = (company: string) => (method: string, path: string, body?: unknown): Promise<Answered> => ask({ as: token, method, path: `/api/v1/companies/${company}${path}`, ...body === undefined ? {} : { body } })
  return { key, token, here: at('acme'), there: at('globex') }
}
/** What an agent would be woken for. */
const woken = async ({ acme }: House, slug: string): Promise<string> => JSON.stringify((await acme.agents.inbox(slug)).rows)

describe('P24: a key that was lent for one agent', () => {
  it('P24: gives work to that agent and wakes it', async () => {
    const { here } = await withKey(await house(), { agents: ['dev'] })
    expect((await here('POST', '/agents/dev/wake')).status).toBe(200)
    expect((await here('POST', '/tasks', { title: 'Ship it', assignee: 'dev' })).status).toBe(201)
    expect((await here('POST', '/messages', { to: 'dev', body: 'Hello.' })).status).toBe(201)
  })

  it('P24: wakes no other, by no deed, and nothing of what it tried is done', async () => {
    const made = await house(), { acme, paperclip } = made, { here } = await withKey(made, { agents: ['dev'] })
    const task = async (then: (id: string) => Promise<unknown> = async () => {}): Promise<string> => {
      const { id } = await acme.tasks.create({ title: 'Theirs', assignee: 'opus', status: 'backlog' })
      await then(id)
      return id
    }
    const parked = await task(id => acme.tasks.cancel(id)), blocked = await task(id => acme.tasks.block(id, { reason: 'Rain.' }).catch(() => acme.tasks.update(id, { status: 'todo' }).then(() => acme.tasks.block(id, { reason: 'Rain.' }))))
    const planned = await task(), { id: routine } = await acme.routines.set({ slug: 'theirs', title: 'Theirs', assignee: 'opus' })
    const handedIn = await acme.tasks.create({ title: 'Judged', assignee: { operator: 'operator:local' }, reviewer: 'opus' })
    const helper = (await acme.keys.create({ name: 'helper', level: 'operator' })).key
    const ask = await acme.messages.ask({ to: 'opus', body: 'Well?' })
    const before = await woken(made, 'opus')
    const tried: readonly [string, string, unknown?][] = [
      ['POST', '/agents/opus/wake'], ['POST', '/agents/opus/hold', {}], ['PATCH', '/agents/opus', { instructions: 'Spend.' }], ['POST', '/tasks', { title: 'T', assignee: 'opus' }], ['POST', '/tasks', { title: 'T', assignee: 'dev', reviewer: 'opus' }],
      ['POST', `/tasks/${planned}/assign`, { assignee: 'dev' }], ['PATCH', `/tasks/${planned}`, { status: 'todo' }], ['PATCH', `/tasks/${planned}`, { description: 'Do this instead.' }], ['POST', `/tasks/${parked}/reopen`], ['POST', `/tasks/${blocked}/unblock`], ['POST', `/tasks/${planned}/cancel`, {}],
      ['POST', `/tasks/${planned}/block`, { reason: 'Rain.' }], ['POST', `/tasks/${handedIn.id}/finish`, { result: 'Done.' }], ['POST', '/messages', { to: 'opus', body: 'Hello.' }], ['POST', '/messages', { task: planned, body: 'Hello.' }],
      ['POST', '/asks', { to: 'opus', body: 'Well?' }], ['POST', '/signals', { to: 'opus', source: 'ci', payload: 1 }], ['POST', `/routines/${routine}/trigger`, {}], ['PUT', '/routines/mine', { title: 'T', assignee: 'dev', reviewer: 'opus', every: '1d' }], ['PUT', '/roles/worker', { permissions: {} }],
      ['POST', '/budgets', { scope: 'agent', for: 'opus', limit: '$1' }], ['POST', '/budgets', { scope: 'company', limit: '$1' }], ['POST', '/pause', {}], ['POST', '/stop', {}], ['POST', '/tidy'], ['POST', `/keys/${helper.id}/revoke`], ['POST', '/agents/opus/probe'],
      ['PUT', `/tasks/${planned}/documents/plan`, { body: 'Do this instead.' }],
    ]
    for (const [method, path, body] of tried) expect([`${method} ${path}`, (await here(method, path, body)).status]).toEqual([`${method} ${path}`, 403])
    expect(await woken(made, 'opus')).toEqual(before)
    expect(await acme.messages.list()).toMatchObject({ rows: [{ id: ask.id }] })
    expect((await paperclip.as({ kind: 'key', id: helper.id }).companies()).rows).toHaveLength(1)
  })

  it('P24: and for so much money, is asked for over HTTP, has a budget of its own, and is refused what could cost more', async () => {
    const { acme, ask } = await house(), { token: boss } = await acme.keys.create({ name: 'boss', level: 'owner' })
    const at = (as: string, method: string, path: string, body?: unknown) => ask({ as, method, path: `/api/v1/companies/acme${path}`, ...body === undefined ? {} : { body } })
    const create = (given: object) => at(boss, 'POST', '/keys', { name: 'ci', level: 'operator', ...given })
    const created = await create({ acts: ['agent.wake'], budget: { limit: '5', window: 'day' } })
    expect([created.status, (await at(boss, 'GET', '/budgets')).json().rows]).toMatchObject([201, [{ scope: 'key', scopeId: created.json().key.id, limit: 5_000_000, window: 'day' }]])
    const exact = (await create({ acts: ['agent.wake'], budget: { limit: 2_500_000 } })).json().key as { id: string; budgetId: string }
    expect((await at(boss, 'GET', `/keys/${exact.id}`)).json()).toMatchObject({ budgetId: exact.budgetId })
    expect((await at(boss, 'GET', '/budgets')).json().rows).toContainEqual(expect.objectContaining({ id: exact.budgetId, limit: 2_500_000, window: 'month' }))
    for (const beyond of [{}, { acts: ['agent.wake', 'agent.hire'] }, { agent: 'dev' }]) expect((await create({ budget: { limit: '5' }, ...beyond })).status).toBe(400)
    expect((await at(created.json().token, 'POST', '/agents/dev/wake')).status).toBe(200)
  })

  it('P05, P24: is nobody in another company, whatever it lists', async () => {
    const { there } = await withKey(await house(), { level: 'owner' })
    for (const [method, path, body] of [['POST', '/agents/opus/wake'], ['GET', '/agents'], ['POST', '/tasks', { title: 'T' }], ['GET', '/keys']] as const) expect((await there(method, path, body)).status).toBe(404)
  })
})

describe('O06, O15: whoever may make keys', () => {
  it.each([
    ['more acts', { acts: ['key.create', 'agent.hire'] }, { acts: ['agent.terminate'] }],
    ['all acts', { acts: ['key.create', 'agent.hire'] }, {}],
    ['other agents', { agents: ['dev'], acts: ['key.create'] }, { acts: ['key.create'], agents: ['opus'] }],
    ['all agents', { agents: ['dev'], acts: ['key.create'] }, { acts: ['key.create'] }],
    ['a seat at an agent\'s desk', { acts: ['key.create'] }, { agent: 'opus' }],
    ['a longer life', { acts: ['key.create'], expiresIn: '1h' }, { acts: ['key.create'] }],
  ] satisfies [string, Partial<AccessKeyInput>, Partial<AccessKeyInput>][])('O15: by a key gives none with %s', async (_, own, more) => {
    const made = await house(), { here } = await withKey(made, { level: 'owner', ...own })
    const refused = await here('POST', '/keys', { name: 'more', level: 'owner', ...more })
    expect([refused.status, refused.json().code]).toEqual([403, 'forbidden'])
    expect((await made.acme.keys.list()).rows).toHaveLength(1)
  })

  it('O15: by a key gives one with as much or less', async () => {
    const { here } = await withKey(await house(), { level: 'owner', acts: ['key.create', 'agent.wake'], expiresIn: '2h' })
    expect((await here('POST', '/keys', { name: 'less', level: 'viewer', acts: ['agent.wake'], agents: ['dev'], expiresIn: '1h' })).status).toBe(201)
  })
})

describe('whoever was let in once', () => {
  it('O06: has the rights of now and not those of then, by the same login, and opens no stream again with a key that is gone', async () => {
    const { acme, paperclip, ask } = await house(), login = await seat(paperclip, acme, 'owner'), path = '/api/v1/companies/acme'
    const { id } = (await acme.members.list()).rows.find(({ id: member }) => member !== 'operator:local') ?? { id: '' }
    const rename = () => ask({ as: login, method: 'PATCH', path, body: { name: 'Mine' } }).then(({ status }) => status)
    expect(await rename()).toBe(200)
    await acme.members.set({ id, level: 'viewer' })
    expect([await rename(), (await ask({ as: login, path })).status]).toEqual([403, 200])
    await acme.members.set({ id, level: null })
    expect([await rename(), (await ask({ as: login, path })).status]).toEqual([404, 404])
    const { token, key } = await acme.keys.create({ name: 'ci', level: 'viewer' })
    await acme.keys.revoke(key.id)
    for (const headers of [{}, { 'last-event-id': '1', 'x-scopes': 'owner', 'x-level': 'owner' }]) expect((await ask({ as: token, path: `${path}/events?after=1`, headers })).status).toBe(401)
    for (const query of ['?level=owner', '?scopes=owner', '?as=operator:local']) expect((await ask({ as: (await acme.keys.create({ name: 'low', level: 'viewer' })).token, method: 'POST', path: `${path}/tasks${query}`, body: { title: 'T' } })).status).toBeOneOf([400, 403])
  })
})

describe('P22: who may hire', () => {
  it('P22: may not configure, move, promote or end whom others hired, nor give rights', async () => {
    const { here } = await withKey(await house(), { acts: ['agent.hire'] })
    expect((await here('POST', '/agents', { slug: 'new', role: 'worker', adapter: { kind: 'rest', config: {} }, status: 'draft' })).status).toBe(201)
    for (const [method, path, body] of [['PATCH', '/agents/dev', { instructions: 'Mine.' }], ['PATCH', '/agents/dev', { role: 'worker' }], ['POST', '/agents/dev/rollback', { revision: 1 }], ['POST', '/agents/dev/move', { reportsTo: 'opus' }], ['POST', '/agents/dev/terminate'], ['PUT', '/roles/worker', { permissions: { 'agent.hire': 'company' } }], ['PUT', '/tools/gh', { connection: { kind: 'command', command: ['true'] } }]] as const) {
      expect([path, (await here(method, path, body)).status]).toEqual([path, 403])
    }
    const hired = await here('GET', '/agents/dev')
    expect(hired.json()).toMatchObject({ revision: 1 })
  })
})
