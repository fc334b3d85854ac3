import { createHmac } from 'node:crypto'
import { FakeClock } from '@paperclip/core/testing'
import { describe, expect, it } from 'vitest'
import { csrfOf } from '../access/token.ts'
import { createServer } from '../create-server.ts'
import { oidcHouse, withAda, type OidcHouse } from '../testing/oidc-house.ts'
import { oidcProvider, signed, signingKey, unsigned, type Ways } from '../testing/oidc-provider.ts'
import { URL_OF_TESTS } from '../testing/served.ts'
import { FlowSeal } from './flow.ts'

/** What somebody hears who comes back with a proof that is none, when Ada has an account. */
async function refusedWith(ways: Ways, oidc = {}): Promise<{ status: number; detail: string; cookies: string[] }> {
  const house = await oidcHouse({ oidc })
  await withAda(house)
  Object.assign(house.provider.ways, ways)
  const eve = house.browser(), answered = await eve.signIn()
  return { status: answered.status, detail: answered.json().detail, cookies: [...eve.cookies.keys()] }
}
const PROVES_NOTHING = { status: 401, detail: 'What you brought from Example does not prove who you are. Sign in again.', cookies: [] }
const NOT_HERE = { status: 401, detail: expect.stringContaining('This sign-in was not begun in this browser') }
const toldBy = async (asked: Promise<{ status: number; json(): { detail: string } }>) => {
  const { status, json } = await asked
  return { status, detail: json().detail }
}

describe('a proof', () => {
  const another = signingKey('ES256', 'one')
  it.each<[what: string, ways: Ways]>([
    ['that nobody signed (alg: none)', { token: unsigned }],
    ['that another key signed, under the name of the provider\'s', { token: claims => signed(claims, another) }],
    ['that a key signed which the provider does not have', { token: claims => signed(claims, { ...another, kid: 'two' }) }],
    ['that was altered after it was signed', { token: claims => signed(claims, another).replace(/\.[^.]+\./, `.${Buffer.from(JSON.stringify({ ...claims, sub: 'eve' })).toString('base64url')}.`) }],
    ['for another nonce', { claims: usual => ({ ...usual, nonce: 'another' }) }],
    ['without a nonce', { claims: ({ nonce: _nonce, ...rest }) => rest }],
    ['for somebody else\'s server', { claims: usual => ({ ...usual, aud: 'another' }) }],
    ['for several, handed on by another', { claims: usual => ({ ...usual, aud: [String(usual['aud']), 'another'], azp: 'another' }) }],
    ['that has run out', { claims: usual => ({ ...usual, exp: Number(usual['exp']) - 3_600 }) }],
    ['that never runs out', { claims: ({ exp: _exp, ...rest }) => rest }],
    ['that was issued by somebody else', { claims: usual => ({ ...usual, iss: 'https://evil.example' }) }],
    ['of nobody', { claims: ({ sub: _sub, ...rest }) => rest }],
    ['that is no token', { token: () => 'x.y.z' }],
  ])('P02: %s signs nobody in', async (_, ways) => expect(await refusedWith(ways)).toEqual(PROVES_NOTHING))

  it('P02: that is signed with the secret of the server signs nobody in, even where the provider says that it may', async () => {
    const house = await oidcHouse({ metadata: usual => ({ ...usual, id_token_signing_alg_values_supported: ['ES256', 'HS256', 'none'] }) })
    await withAda(house)
    house.provider.ways.token = claims => {
      const what = [{ alg: 'HS256' }, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
      return `${what}.${createHmac('sha256', house.provider.clientSecret).update(what).digest('base64url')}`
    }
    expect((await house.browser().signIn()).status).toBe(401)
    house.provider.ways.token = unsigned
    expect((await house.browser().signIn()).status).toBe(401)
  })
})

describe('an answer', () => {
  it.each<[what: string, answer: (usual: URLSearchParams) => URLSearchParams, detail: string]>([
    ['of another issuer (mix-up)', usual => new URLSearchParams({ ...Object.fromEntries(usual), iss: 'https://evil.example' }), PROVES_NOTHING.detail],
    ['that does not say of whom it is, where the provider always does', usual => new URLSearchParams({ code: usual.get('code') ?? '', state: usual.get('state') ?? '' }), PROVES_NOTHING.detail],
    ['for another state', usual => new URLSearchParams({ ...Object.fromEntries(usual), state: 'another' }), PROVES_NOTHING.detail],
    ['with two states', usual => new URLSearchParams([...usual, ['state', 'another']]), PROVES_NOTHING.detail],
    ['that refuses', usual => new URLSearchParams({ state: usual.get('state') ?? '', iss: usual.get('iss') ?? '', error: 'access_denied', error_description: 'See https://evil.example' }), 'Example did not sign you in (access_denied).'],
    ['that refuses in words of its own', usual => new URLSearchParams({ state: usual.get('state') ?? '', iss: usual.get('iss') ?? '', error: '<b>call 555</b>' }), PROVES_NOTHING.detail],
    ['with a token beside the code', usual => new URLSearchParams([...usual, ['id_token', 'x.y.z']]), PROVES_NOTHING.detail],
  ])('P02: %s signs nobody in', async (_, answer, detail) => expect(await refusedWith({ answer })).toEqual({ status: 401, detail, cookies: [] }))

  it('P02: is good once, and in the browser that set out', async () => {
    const house = await oidcHouse({ takesCodesAgain: true })
    await withAda(house)
    const ada = house.browser(), eve = house.browser()
    const there = await ada.setOut(), kept = ada.cookies.get('paperclip-oidc') ?? '', answer = await house.provider.visit(there)
    expect(await toldBy(eve.comeBack(answer))).toMatchObject(NOT_HERE)                                                  // no browser that set out
    await eve.setOut()
    expect((await eve.comeBack(answer)).status).toBe(401)                                                               // one that set out for itself
    expect((await ada.comeBack(answer)).status).toBe(200)
    expect(await toldBy(ada.comeBack(answer))).toMatchObject(NOT_HERE)                                                  // once more
    eve.cookies.set('paperclip-oidc', kept)
    expect(await toldBy(eve.comeBack(answer))).toMatchObject(NOT_HERE)                                                  // with a copy of all that it took, where the provider takes a code again
    expect(eve.cookies.has('paperclip')).toBe(false)
  })

  it('P02: is good once where the provider sees to that', async () => {
    const house = await oidcHouse()
    await withAda(house)
    const ada = house.browser(), there = await ada.setOut(), kept = ada.cookies.get('paperclip-oidc') ?? '', answer = await house.provider.visit(there)
    expect((await ada.comeBack(answer)).status).toBe(200)
    ada.cookies.set('paperclip-oidc', kept)
    expect(await toldBy(ada.comeBack(answer))).toEqual({ status: 401, detail: PROVES_NOTHING.detail })
  })

  it('P02: comes back within ten minutes, with what was sealed here for this address, or not at all', async () => {
    const clock = new FakeClock(), house = await oidcHouse({ paperclip: { clock }, server: { clock } }), { provider } = house
    await withAda(house)
    const late = house.browser(), answer = await provider.visit(await late.setOut())
    await clock.advance(600_000)
    expect(await toldBy(late.comeBack(answer))).toMatchObject(NOT_HERE)

    const eve = house.browser(), fresh = await provider.visit(await eve.setOut()), sealed = eve.cookies.get('paperclip-oidc') ?? ''
    for (const altered of [sealed.replace(/.(?=.{9}$)/, one => (one === 'A' ? 'B' : 'A')), sealed.slice(0, 40), 'x', '', new FlowSeal({ issuer: provider.issuer, clientId: 'paperclip', clientSecret: 'another secret of a server' }).seal({ state: 'x', nonce: 'x', verifier: 'x', redirectUri: `${house.url}/oidc`, intent: { kind: 'link', operatorId: 'operator:local' }, endsAt: Infinity })]) {
      eve.cookies.set('paperclip-oidc', altered)
      expect(await toldBy(eve.comeBack(fresh))).toMatchObject(NOT_HERE)
    }
  })

  it('O02: of a page of another site is not heard, nor does anybody set out by one', async () => {
    const house = await oidcHouse(), eve = house.browser(), answer = await house.provider.visit(await eve.setOut())
    for (const [path, body] of [['/session/oidc', {}], ['/session/oidc/return', { answer }]] as const) expect((await eve.post(path, body, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await house.ask({ path: '/api/v1/session/oidc' })).status).toBe(404)                                     // nobody is sent there by a link
  })
})

describe('whoever the provider knows', () => {
  const account = async (house: OidcHouse, email: string | null) => (await house.acme.invitations.create(email === null ? {} : { email })).code

  it('P01: is nobody here without an invitation, and leaves nothing behind', async () => {
    const house = await oidcHouse()
    expect(await toldBy(house.browser().signIn())).toEqual({ status: 403, detail: expect.stringContaining('Nobody here is who you are at') })
    expect((await house.paperclip.access.accounts()).rows).toEqual([])
    for (const code of ['pci_0_0000000000000000000000000000000', (await house.paperclip.access.inviteLocal()).code]) expect((await house.browser().post('/session/oidc', { code })).status).toBe(401)
  })

  it.each([['is not verified', { email_verified: false }], ['was verified by nobody that says so', { email_verified: undefined }], ['is none', { email: undefined }], ['is another', { email: 'eve@example.com' }]])('P01: makes no account by an invitation with an address that %s', async (_, told) => {
    const house = await oidcHouse({ userinfo: {} })
    house.provider.somebody = { ...house.provider.somebody, ...told }
    const browser = house.browser()
    expect((await browser.signIn(await account(house, 'ada@example.com'))).status).toBe(403)
    expect([browser.cookies.size, (await house.paperclip.access.accounts()).rows]).toEqual([0, []])
  })

  it('O19: does not get into the account of whoever has the same address, verified or not, nor the same subject at another issuer', async () => {
    const house = await oidcHouse(), { browser, provider } = house
    await house.browser().post('/session/join', { code: await account(house, null), email: 'bob@example.com', name: 'Bob', password: 'correct horse' })
    provider.somebody = { sub: 'eve', email: 'bob@example.com', email_verified: true, name: 'Bob' }
    expect((await browser().signIn()).status).toBe(403)
    expect((await browser().signIn(await account(house, null))).status).toBe(409)
    provider.somebody = { sub: '1', email: 'ada@example.com', email_verified: true }
    expect((await browser().signIn(await account(house, null))).status).toBe(200)

    expect((await browser().signIn()).status).toBe(200)
  })

  it('O19: is somebody else at another issuer, with the same subject and address', async () => {
    const house = await oidcHouse(), other = await oidcProvider(), { issuer, clientId, clientSecret } = other
    await withAda(house)
    other.somebody = house.provider.somebody
    const app = await createServer({ paperclip: house.paperclip, publicUrls: [URL_OF_TESTS], oidc: { issuer, clientId, clientSecret } })
    const post = (path: string, payload: object, cookie = '') => app.inject({ method: 'POST', url: `/api/v1/session/${path}`, payload, headers: { host: new URL(URL_OF_TESTS).host, cookie } })
    const went = await post('oidc', {}), came = await post('oidc/return', { answer: await other.visit(went.json().url) }, String(went.headers['set-cookie']).split(';')[0])
    expect([came.statusCode, came.json().detail]).toEqual([403, expect.stringContaining(`Nobody here is who you are at ${issuer}.`)])
    await app.close()
  })

  it('is not let in while the account is disabled', async () => {
    const house = await oidcHouse(), { operator } = await withAda(house)
    await house.paperclip.access.changeAccount(operator, { status: 'disabled' })
    expect(await toldBy(house.browser().signIn())).toEqual({ status: 403, detail: expect.stringContaining('Nobody here is who you are at') })
  })

  it('P02: links an account in the browser of its owner alone', async () => {
    const house = await oidcHouse(), { browser, provider } = house, bob = browser(), eve = browser()
    for (const [one, email] of [[bob, 'bob@example.com'], [eve, 'eve@example.com']] as const) await one.post('/session/join', { code: await account(house, null), email, name: email, password: 'correct horse' })
    const csrf = csrfOf(bob.cookies.get('paperclip') ?? ''), { url } = (await bob.post('/account/oidc', { current: 'correct horse' }, { 'x-csrf-token': csrf })).json(), answer = await provider.visit(url)
    eve.cookies.set('paperclip-oidc', bob.cookies.get('paperclip-oidc') ?? '')
    expect(await toldBy(eve.comeBack(answer))).toMatchObject(NOT_HERE)
    expect((await browser().signIn()).status).toBe(403)
  })
})

describe('guessing', () => {
  it('P02: is heard so often from one address, and no more', async () => {
    const house = await oidcHouse({ server: { limits: { tries: 1 } } }), eve = house.browser(), statuses = []
    for (let n = 0; n < 4; n++) statuses.push((await eve.comeBack('code=x&state=y')).status)
    expect(statuses).toEqual([401, 401, 401, 429])
  })
})
