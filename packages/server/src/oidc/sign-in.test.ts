import { INSTALLATION, memoryStore, type Store } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { createServer } from '../create-server.ts'
import { oidcHouse, withAda } from '../testing/oidc-house.ts'
import { realServer } from '../testing/real-server.ts'

const actionsOf = (store: Store): Promise<string[]> => store.read(INSTALLATION, async view => (await view.list('audit', { by: 'seq', limit: 200 })).rows.map(({ action }) => action))

describe('signing in by a provider', () => {
  it.each(['ES256', 'RS256'] as const)('makes an account by an invitation, and a session like any other from then on, where the provider signs with %s', async alg => {
    const house = await oidcHouse({ alg }), { acme, ask, browser, provider } = house
    expect((await ask({ path: '/api/v1/session/ways' })).json()).toEqual({ oidc: { name: 'Example' } })
    const { code } = await acme.invitations.create({ email: 'ada@example.com', level: 'viewer' })
    const first = browser(), joined = await first.signIn(code)
    expect([joined.status, joined.json()]).toMatchObject([200, { name: 'Ada', ownsInstallation: false }])

    const second = browser(), url = new URL(await second.setOut())
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ scope: 'openid', response_type: 'code', code_challenge_method: 'S256', client_id: 'paperclip', redirect_uri: `${house.url}/oidc`, nonce: expect.stringMatching(/^[\w-]{43}$/), state: expect.stringMatching(/^[\w-]{43}$/) })
    expect([...second.cookies.keys()]).toEqual(['paperclip-oidc'])
    const answered = await second.comeBack(await provider.visit(url.href))
    expect(answered.headers['set-cookie']).toEqual(['paperclip-oidc=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0', expect.stringMatching(/^paperclip=pcs_\w+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/)])
    expect(answered.json()).toMatchObject({ operator: joined.json().operator, csrf: expect.any(String) })

    const login = second.cookies.get('paperclip') ?? ''
    expect((await ask({ as: { login }, path: '/api/v1/companies' })).json().rows).toMatchObject([{ slug: 'acme' }])
    expect((await ask({ as: { login }, method: 'POST', path: '/api/v1/companies/acme/tasks', body: { title: 'Mine' } })).status).toBe(403)
    expect((await ask({ method: 'POST', path: '/api/v1/session/accept', body: { code: 'x' }, headers: { cookie: `paperclip=${login}`, origin: house.url } })).status).toBe(403)             // without its second proof
    expect((await ask({ as: { login }, method: 'DELETE', path: '/api/v1/session' })).status).toBe(204)
    expect((await ask({ as: { login }, path: '/api/v1/session' })).status).toBe(401)
  })

  it('stands in the log of the installation, as by a password', async () => {
    const store = memoryStore(), house = await oidcHouse({ paperclip: { store } }), { browser } = await withAda(house)
    await browser.signIn()
    expect((await actionsOf(store)).slice(-3)).toEqual(['invitation.use', 'account.sign_in', 'account.sign_in'])
    expect(JSON.stringify(await store.read(INSTALLATION, view => view.list('audit', { by: 'seq', limit: 200 })))).not.toContain(house.provider.somebody.sub)
  })

  it('of a server that is reached over HTTPS keeps what is on the way to its host and to encrypted connections', async () => {
    const { paperclip, provider: { issuer, clientId, clientSecret } } = await oidcHouse(), app = await createServer({ paperclip, publicUrls: ['https://paperclip.example'], oidc: { issuer, clientId, clientSecret } })
    const went = await app.inject({ method: 'POST', url: '/api/v1/session/oidc', payload: {}, headers: { host: 'paperclip.example', origin: 'https://paperclip.example' } })
    expect(went.headers['set-cookie']).toMatch(/^__Host-paperclip-oidc=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=600; Secure$/)
    expect(new URL(went.json().url).searchParams.get('redirect_uri')).toBe('https://paperclip.example/oidc')
    expect((await app.inject({ url: '/api/v1/session/ways', headers: { host: 'paperclip.example' } })).json()).toEqual({ oidc: { name: new URL(issuer).host } })
    await app.close()
  })

  it('is not there where nobody set it up', async () => {
    const { ask, url } = await realServer()
    expect((await ask({ path: '/api/v1/session/ways' })).json()).toEqual({ oidc: null })
    expect((await ask({ method: 'POST', path: '/api/v1/session/oidc', body: {}, headers: { origin: url } })).status).toBe(404)
    expect((await ask({ method: 'POST', path: '/api/v1/session/oidc/return', body: { answer: 'code=x&state=y' }, headers: { origin: url } })).status).toBe(404)
  })

  it('links an account with who its owner is there, once they say their password, and takes that away again', async () => {
    const house = await oidcHouse(), { acme, ask, browser, provider, url } = house, bob = browser()
    const { code } = await acme.invitations.create()
    const { csrf } = (await bob.post('/session/join', { code, email: 'bob@example.com', name: 'Bob', password: 'correct horse' })).json(), as = () => ({ login: bob.cookies.get('paperclip') ?? '' })
    expect((await bob.post('/account/oidc', { current: 'incorrect horse' }, { 'x-csrf-token': csrf })).status).toBe(403)
    expect((await bob.post('/account/oidc', { current: 'correct horse' })).status).toBe(403)
    const { url: there } = (await bob.post('/account/oidc', { current: 'correct horse' }, { 'x-csrf-token': csrf })).json()
    provider.somebody = { sub: 'bob' }                                    // nothing is needed of them but who they are
    expect((await bob.comeBack(await provider.visit(there))).json()).toMatchObject({ name: 'Bob', csrf })
    expect((await ask({ as: as(), path: '/api/v1/account/ways' })).json()).toEqual({ password: true, linked: true })

    const elsewhere = browser()
    expect((await elsewhere.signIn()).json()).toMatchObject({ name: 'Bob' })
    expect((await ask({ as: as(), method: 'DELETE', path: '/api/v1/account/oidc' })).status).toBe(204)
    for (const one of [bob, elsewhere]) expect((await ask({ as: { login: one.cookies.get('paperclip') ?? '' }, path: '/api/v1/session' })).status).toBe(401)
    expect((await browser().signIn()).status).toBe(403)
    expect((await browser().post('/session', { email: 'bob@example.com', password: 'correct horse' })).status).toBe(200)
    expect(url).toContain('http://localhost:')
  })

  it('finds an address at the provider\'s userinfo where it stands in no token', async () => {
    const { acme, browser, provider } = await oidcHouse({ claims: ({ email: _email, email_verified: _verified, ...rest }) => rest, userinfo: { email: 'ada@example.com', email_verified: 'true' } })
    const { code } = await acme.invitations.create({ email: 'ada@example.com' })
    expect((await browser().signIn(code)).json()).toMatchObject({ name: 'ada@example.com' })
    expect((await browser().signIn()).status).toBe(200)
    expect(provider.asked.filter(one => one === 'GET /userinfo')).toHaveLength(1)
  })
})
