import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { FakeClock } from '@paperclip/core/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { oidcHouse, withAda } from '../testing/oidc-house.ts'
import { oidcProvider, signingKey } from '../testing/oidc-provider.ts'
import { realServer } from '../testing/real-server.ts'
import { served } from '../testing/served.ts'
import { checkIssuer } from './check-issuer.ts'

const SECRET = 'a secret of a server'
const recording = () => {
  const said: { message: string; about: unknown }[] = [], note = (message: string, about?: unknown): void => void said.push({ message, about })
  return { said, logger: { warn: note, error: note } }
}

describe('a provider', () => {
  it('that is away when the server starts stops nobody who has a password, and is found once it is there', async () => {
    const clock = new FakeClock(), { said, logger } = recording()
    let isAway = true
    const house = await oidcHouse({ paperclip: { clock }, server: { clock, logger }, instead: (_, response) => (isAway ? (response.writeHead(502).end(), true) : false) }), { provider, browser, acme } = house
    const { code } = await acme.invitations.create()
    expect((await browser().post('/session/join', { code, email: 'bob@example.com', name: 'Bob', password: 'correct horse' })).status).toBe(200)
    const told = await browser().post('/session/oidc', {})
    expect([told.status, told.json().detail]).toEqual([503, 'Example cannot be reached now. Try again in a moment, or sign in with your password.'])
    const asked = provider.asked.length
    await Promise.all(Array.from({ length: 20 }, () => browser().post('/session/oidc', {})))
    expect(provider.asked.length).toBe(asked)                                            // nobody makes this ask the provider for them
    expect(said).toContainEqual({ message: expect.stringContaining('Passwords are taken all the same'), about: { issuer: provider.issuer, why: `${provider.issuer} answers with status 502.` } })
    isAway = false
    await clock.advance(5_000)
    expect((await withAda(house)).operator).toMatch(/^usr_/)
    expect(provider.asked.filter(one => one.endsWith('openid-configuration')).length).toBe(asked + 1)
  })

  it('that is away in the middle is said to be, and what it was asked with stands in no log', async () => {
    const { said, logger } = recording(), house = await oidcHouse({ server: { logger } })
    await withAda(house)
    house.provider.ways.instead = (request, response) => (request.url === '/token' ? (response.writeHead(503).end(), true) : false)
    const eve = house.browser(), answer = await house.provider.visit(await eve.setOut()), told = await eve.comeBack(answer)
    expect([told.status, said]).toEqual([503, expect.arrayContaining([{ message: 'A provider of sign-ins is away.', about: { issuer: house.provider.issuer, why: 'answers with status 503' } }])])
    const code = new URLSearchParams(answer).get('code') ?? 'none'
    for (const secret of [code, house.provider.clientSecret]) expect(JSON.stringify(said, (_, value) => (value instanceof Error ? { ...value, message: value.message, cause: String(value.cause) } : value))).not.toContain(secret)
  })

  it('that does not know this server says so to whoever looks after it, and not to whoever signs in', async () => {
    const { said, logger } = recording(), house = await oidcHouse({ oidc: { clientSecret: 'the secret of another server' }, server: { logger } })
    const told = await house.browser().signIn()
    expect([told.status, told.json().detail]).toEqual([500, 'Example does not know this server. Whoever looks after it finds in its log what is wrong.'])
    expect(said).toContainEqual({ message: expect.stringContaining('its client id or secret is wrong there'), about: expect.objectContaining({ issuer: house.provider.issuer }) })
  })

  it('may take another key: proofs are taken that it signs with that', async () => {
    const house = await oidcHouse()
    house.provider.key = signingKey('ES256', 'two')
    expect((await withAda(house)).operator).toMatch(/^usr_/)
  })

  it('takes the secret in the form where it says that it does', async () => {
    const house = await oidcHouse({ metadata: usual => ({ ...usual, token_endpoint_auth_methods_supported: ['client_secret_post'] }), instead: ({ url, headers }, response) => (url === '/token' && headers.authorization !== undefined ? (response.writeHead(400).end(), true) : false) })
    expect((await withAda(house)).operator).toMatch(/^usr_/)
  })

  it('whose address leads to another, or to none, is found out before people are sent there', async () => {
    const check = (issuer: string) => checkIssuer({ issuer, clientId: 'paperclip', clientSecret: SECRET })
    const { issuer } = await oidcProvider()
    await check(issuer)
    await expect(check((await oidcProvider({ metadata: usual => ({ ...usual, issuer }) })).issuer)).rejects.toThrow(`calls itself "${issuer}": give that as the issuer, to the letter.`)
    await expect(check(`${issuer}/realms/none`)).rejects.toThrow('answers with status 404.')
    await expect(check((await oidcProvider({ metadata: ({ jwks_uri: _keys, ...usual }) => usual })).issuer)).rejects.toThrow('is no provider of OpenID Connect: what it says of itself has no jwks_uri.')
    await expect(check('http://localhost:1')).rejects.toThrow(/^http:\/\/localhost:1 cannot be reached \(/)
    await expect(check(await page('<html>'))).rejects.toThrow('answers something that is not JSON.')
    await expect(check((await oidcProvider({ instead: () => true })).issuer)).rejects.toThrow('does not answer in time.')
  }, 40_000)

  it('is followed to no unencrypted address where it is reached by an encrypted one', async () => {
    for (const [issuer, words] of [['http://id.example.com', 'must begin with https'], ['ftp://localhost', 'must begin with https'], ['id.example.com', 'must be the address of a provider'], ['https://me:secret@id.example.com', 'must be an address alone'], ['https://id.example.com/?tenant=1', 'must be an address alone'], ['http://localhost.evil.example', 'must begin with https']] as const) {
      await expect(served({ server: { oidc: { issuer, clientId: 'paperclip', clientSecret: SECRET } } }), issuer).rejects.toThrow(words)
    }
    await expect(served({ server: { oidc: { issuer: 'https://id.example.com', clientId: ' ', clientSecret: SECRET } } })).rejects.toThrow('oidc.clientId (--oidc-client-id): is empty')
    await expect(realServer({ server: { oidc: { issuer: 'https://id.example.com', clientId: 'paperclip', clientSecret: 'short' } } })).rejects.toThrow('of 16 characters or more (had 5)')
  })
})

/** A page that is no provider. */
async function page(text: string): Promise<string> {
  const server = createHttpServer((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(text)).listen(0, '127.0.0.1')
  await new Promise(resolve => { server.on('listening', resolve) })
  onTestFinished(() => { server.close() })
  return `http://localhost:${(server.address() as AddressInfo).port}`
}
