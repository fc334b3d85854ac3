import type { PaperclipOptions } from '@paperclip/core'
import type { OidcOptions } from '../oidc/oidc-options.ts'
import type { ServeOptions } from '../serve.ts'
import { oidcProvider, type OidcProvider, type SigningKey, type Ways } from './oidc-provider.ts'
import { realServer, type Answered, type RealServer } from './real-server.ts'

/** A browser: what it keeps, and how it asks. */
export interface Browser {
  cookies: Map<string, string>
  /** Posts as a page of the server does. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>
  /** Sets out, and says where to. */
  setOut(code?: string): Promise<string>
  /** Comes back with a query. */
  comeBack(answer: string): Promise<Answered>
  /** All the way there and back. */
  signIn(code?: string): Promise<Answered>
}

export interface OidcHouse extends RealServer { provider: OidcProvider; browser(): Browser }

/** A server on a real port, and a real provider by which people sign in there. */
export async function oidcHouse({ paperclip = {}, server = {}, oidc = {}, alg, ...ways }: Ways & { alg?: SigningKey['alg']; paperclip?: Partial<PaperclipOptions>; server?: Partial<ServeOptions>; oidc?: Partial<OidcOptions> } = {}): Promise<OidcHouse> {
  const provider = await oidcProvider({ ...alg === undefined ? {} : { alg }, ...ways }), { issuer, clientId, clientSecret } = provider
  const house = await realServer({ paperclip, server: { oidc: { issuer, clientId, clientSecret, name: 'Example', ...oidc }, ...server } })
  return { ...house, provider, browser: () => browserOf(house, provider) }
}

function browserOf({ ask, url }: RealServer, provider: OidcProvider): Browser {
  const cookies = new Map<string, string>()
  const post: Browser['post'] = async (path, body, headers = {}) => {
    const answered = await ask({ method: 'POST', path: `/api/v1${path}`, body, headers: { origin: url, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...headers } })
    for (const line of answered.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/Max-Age=0(;|$)/.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answered
  }
  const setOut: Browser['setOut'] = async code => {
    const answered = await post('/session/oidc', code === undefined ? {} : { code })
    if (answered.status !== 200) throw new Error(answered.text)
    return answered.json().url
  }
  const comeBack = (answer: string) => post('/session/oidc/return', { answer })
  return { cookies, post, setOut, comeBack, signIn: async code => comeBack(await provider.visit(await setOut(code))) }
}

/** Somebody with an account that is linked with who they are at the provider. */
export async function withAda(house: OidcHouse): Promise<{ browser: Browser; operator: string }> {
  const browser = house.browser(), { code } = await house.acme.invitations.create({ email: 'ada@example.com', level: 'viewer' })
  const joined = await browser.signIn(code)
  if (joined.status !== 200) throw new Error(joined.text)
  return { browser, operator: joined.json().operator }
}
