import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

type Claims = Readonly<Record<string, unknown>>

/** A key that signs: what it is called in the header of a token, and how it signs. */
export interface SigningKey { kid: string; alg: 'RS256' | 'ES256'; key: KeyObject; jwk: object }

/** How a provider answers: as it should, except for what a test has it do. */
export interface Ways {
  /** What it says of somebody; `exp`, `nonce` and all the others included. */
  claims?(usual: Claims): Claims
  /** The token of who somebody is, in place of one that it signs with its own key. */
  token?(claims: Claims): string
  /** What it says at its `userinfo`. */
  userinfo?: Claims
  /** The query with which it sends somebody back. */
  answer?(usual: URLSearchParams): URLSearchParams
  /** What it says of itself. */
  metadata?(usual: Claims): Claims
  /** Answers in its place, where it returns true: what is broken. */
  instead?(request: IncomingMessage, response: ServerResponse): boolean
  /** It takes a code again: what a provider must not do. */
  takesCodesAgain?: boolean
}

export interface OidcProvider {
  issuer: string
  clientId: string
  clientSecret: string
  key: SigningKey
  ways: Ways
  /** Who signs in there from now on: their subject, and what is told of them. */
  somebody: Claims & { sub: string }
  /** Signs in at an address to which a server has sent a browser, and comes back with the query. */
  visit(url: string): Promise<string>
  /** What was asked of it: method and path. */
  asked: readonly string[]
  /** Every code and token that it gave somebody. */
  gave: readonly string[]
}

const base64url = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

export function signingKey(alg: SigningKey['alg'], kid: string): SigningKey {
  const { privateKey: key, publicKey } = alg === 'RS256' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { kid, alg, key, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' } }
}

/** A token of claims, signed. */
export function signed(claims: Claims, { kid, alg, key }: Omit<SigningKey, 'jwk'>): string {
  const what = `${base64url({ alg, kid, typ: 'JWT' })}.${base64url(claims)}`
  return `${what}.${sign('sha256', Buffer.from(what), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

/** A token that nobody signed. */
export const unsigned = (claims: Claims): string => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims)}.`

/** A small provider of OpenID Connect, as the standard has it, on a port of this machine until the test is over. Whoever comes is `somebody`. */
export async function oidcProvider({ alg = 'ES256', ...ways }: Ways & { alg?: SigningKey['alg'] } = {}): Promise<OidcProvider> {
  const asked: string[] = [], gave: string[] = [], grants = new Map<string, URLSearchParams>()
  const server = createServer((request, response) => void answer(request, response).catch(error => response.writeHead(500).end(String(error))))
  await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const provider: OidcProvider = {
    issuer, clientId: 'paperclip', clientSecret: randomBytes(24).toString('hex'), key: signingKey(alg, 'one'), ways, asked, gave, somebody: { sub: '248289761001', email: 'ada@example.com', email_verified: true, name: 'Ada' },
    async visit(url) {
      const came = await fetch(url, { redirect: 'manual' })
      if (came.status !== 302) throw new Error(`The provider answered ${came.status}: ${await came.text()}`)
      return new URL(came.headers.get('location') ?? '').search.slice(1)
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '', issuer)
    asked.push(`${request.method} ${pathname}`)
    if (provider.ways.instead?.(request, response)) return
    const tell = (status: number, body: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    switch (`${request.method} ${pathname}`) {
      case 'GET /.well-known/openid-configuration': {
        const usual = { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, userinfo_endpoint: `${issuer}/userinfo`, jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256', 'ES256'], authorization_response_iss_parameter_supported: true }
        return tell(200, provider.ways.metadata?.(usual) ?? usual)
      }
      case 'GET /jwks':
        return tell(200, { keys: [provider.key.jwk] })
      case 'GET /authorize': {
        if (searchParams.get('client_id') !== provider.clientId || searchParams.get('response_type') !== 'code' || searchParams.get('code_challenge_method') !== 'S256' || !searchParams.get('scope')?.split(' ').includes('openid')) return tell(400, { error: 'invalid_request' })
        const code = randomBytes(16).toString('hex'), usual = new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: issuer })
        grants.set(code, searchParams)
        gave.push(code)
        return void response.writeHead(302, { location: `${searchParams.get('redirect_uri')}?${provider.ways.answer?.(usual) ?? usual}` }).end()
      }
      case 'POST /token':
        return token(request, new URLSearchParams(await text(request)), tell)
      case 'GET /userinfo':
        return tell(200, { sub: provider.somebody.sub, ...provider.ways.userinfo })
      default:
        return tell(404, { error: 'not_found' })
    }
  }

  function token({ headers }: IncomingMessage, form: URLSearchParams, tell: (status: number, body: unknown) => void): void {
    const shown = headers.authorization === undefined ? [form.get('client_id'), form.get('client_secret')] : Buffer.from(headers.authorization.replace(/^Basic /, ''), 'base64').toString().split(':').map(decodeURIComponent)
    if (shown[0] !== provider.clientId || shown[1] !== provider.clientSecret) return tell(401, { error: 'invalid_client' })
    const code = form.get('code') ?? '', grant = grants.get(code), challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url')
    if (!provider.ways.takesCodesAgain) grants.delete(code)
    if (!grant || grant.get('code_challenge') !== challenge || grant.get('redirect_uri') !== form.get('redirect_uri')) return tell(400, { error: 'invalid_grant' })
    const now = Math.floor(Date.now() / 1_000), scopes = grant.get('scope')?.split(' ') ?? [], { sub, ...told } = provider.somebody
    const usual = { iss: issuer, sub, aud: provider.clientId, iat: now, exp: now + 300, nonce: grant.get('nonce'), ...scopes.includes('email') ? told : {} }
    const claims = provider.ways.claims?.(usual) ?? usual
    const proof = provider.ways.token?.(claims) ?? signed(claims, provider.key), [access, refresh] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')]
    gave.push(access, refresh, ...proof.split('.').slice(1).filter(part => part.length > 20))
    return tell(200, { access_token: access, refresh_token: refresh, token_type: 'Bearer', expires_in: 300, id_token: proof })
  }

  return provider
}
