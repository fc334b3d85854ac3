import { describe, expect, it } from 'vitest'
import { realServer } from '../testing/real-server.ts'
import { rest, seat } from '../testing/stranger.ts'

const ADAPTER = { kind: 'rest', config: {} }

describe('O19: a name', () => {
  it('O19: of somebody mightier gives nobody their rights', async () => {
    const { acme, paperclip, ask } = await realServer({ paperclip: { adapters: [rest] } })
    const { code } = await acme.invitations.create({ level: 'viewer' })
    const eve = await paperclip.access.accept(code, { kind: 'new', account: { email: 'eve@example.com', name: 'operator:local', password: 'correct horse' } }), { token } = await paperclip.access.openLogin(eve)
    expect((await ask({ as: token, path: '/api/v1/session' })).json()).toMatchObject({ operator: eve.id, name: 'operator:local', ownsInstallation: false })
    expect((await ask({ as: token, method: 'POST', path: '/api/v1/companies/acme/tasks', body: { title: 'Mine' } })).status).toBe(403)
    for (const header of ['x-user', 'x-operator', 'x-forwarded-user', 'x-remote-user', 'x-role', 'x-scopes', 'x-paperclip-operator']) {
      expect([header, (await ask({ as: token, method: 'POST', path: '/api/v1/companies/acme/tasks', body: { title: 'Mine' }, headers: { [header]: 'operator:local' } })).status]).toEqual([header, 403])
      expect([header, (await ask({ path: '/api/v1/companies/acme', headers: { [header]: 'operator:local' } })).status]).toEqual([header, 401])
    }
    const { token: key } = await acme.keys.create({ name: 'operator:local', level: 'operator' })
    const made = (await ask({ as: key, method: 'POST', path: '/api/v1/companies/acme/tasks', body: { title: 'Ours' } })).json()
    expect(made).toMatchObject({ createdByKind: 'key', createdById: expect.stringMatching(/^key_/) })
  })

  it('O19: of a company that is gone opens none of the same name, by none of its tokens', async () => {
    const { acme, paperclip, ask, url } = await realServer(), path = '/api/v1/companies/acme'
    const { token: key } = await acme.keys.create({ name: 'ci', level: 'owner' }), viewer = await seat(paperclip, acme, 'viewer')
    expect([(await ask({ as: key, path })).status, (await ask({ as: viewer, path })).status]).toEqual([200, 200])
    await acme.archive()
    await acme.delete({ confirm: 'acme' })
    expect((await paperclip.found({ slug: 'acme', mission: 'Another.' })).id).not.toBe(acme.id)
    expect([(await ask({ as: key, path })).status, (await ask({ as: viewer, path })).status]).toEqual([401, 404])
    expect((await ask({ as: viewer, path: '/api/v1/companies' })).json()).toEqual({ rows: [], next: null })
    expect(url).toContain('localhost')
  })

  it('O19: of an agent that is gone opens nothing of one of the same name', async () => {
    const { acme, ask } = await realServer({ paperclip: { adapters: [rest] } })
    await acme.roles.set({ slug: 'worker' })
    await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: ADAPTER })
    const { token: seat } = await acme.keys.create({ name: 'dev', agent: 'dev' }), { token: lent } = await acme.keys.create({ name: 'ci', level: 'operator', agents: ['dev'] })
    expect((await ask({ as: lent, method: 'POST', path: '/api/v1/companies/acme/agents/dev/wake' })).status).toBe(200)
    await acme.agents.terminate('dev')
    expect((await ask({ as: seat, path: '/api/v1/desk' })).status).toBe(401)
    const again = await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: ADAPTER }).catch((error: unknown) => error)
    if (!(again instanceof Error)) expect((await ask({ as: lent, method: 'POST', path: `/api/v1/companies/acme/agents/${again && typeof again === 'object' && 'id' in again ? String(again.id) : ''}/wake` })).status).toBe(403)
    else expect(again).toMatchObject({ code: 'conflict' })
  })
})

describe('a decision', () => {
  it('P13, A3: is whoever\'s took it, and no field of its body says otherwise', async () => {
    const { acme, paperclip, ask } = await realServer(), owners = [await seat(paperclip, acme, 'owner'), (await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })).token]
    await acme.update({ boardMinimum: 2 })
    const asked = await acme.propose({ kind: 'role.set', input: { slug: 'asked' } }), id = asked.kind === 'waiting' ? asked.approval.id : '', path = `/api/v1/companies/acme/approvals/${id}`
    for (const verb of ['approve', 'reject']) for (const field of ['decidedByUserId', 'decidedById', 'decidedByKind', 'decidedAt', 'actorId', 'by', 'status', 'actHash']) expect([field, (await ask({ as: owners[0] ?? '', method: 'POST', path: `${path}/${verb}`, body: { [field]: 'operator:local' } })).status]).toEqual([field, 400])
    expect((await ask({ as: owners[0] ?? '', path })).json()).toMatchObject({ status: 'pending' })
    const ada = (await ask({ as: owners[0] ?? '', path: '/api/v1/session' })).json().operator
    expect((await ask({ as: owners[0] ?? '', method: 'POST', path: `${path}/approve`, body: {} })).status).toBe(200)
    expect((await acme.audit.list({ direction: 'down', limit: 20 })).rows.find(({ action }) => action === 'approval.approved')).toMatchObject({ actorKind: 'operator', actorId: ada })
  })
})
