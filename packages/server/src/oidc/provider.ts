import { isPaperclipError, PaperclipError, type Clock, type Identity, type Logger } from '@paperclip/core'
import type { Configuration } from 'openid-client'
import { discover, library } from './issuer.ts'
import type { Flow } from './flow.ts'
import type { OidcOptions } from './oidc-options.ts'
import { isAway, refusalIn, whyOf } from './why.ts'

/** How long it holds what an issuer said of itself, and how soon it asks one again that did not answer. */
const HOLDS_MS = 3_600_000, AGAIN_MS = 5_000

/** What goes with somebody to the provider. An address and a name are asked for where an account is to be made of them, and not to sign in. */
export type SetOut = Pick<Flow, 'state' | 'nonce' | 'verifier' | 'redirectUri'> & { scope: 'openid' | 'openid email profile' }

/** The provider by which people sign in. It may be away: then this says so, and everything else goes on. */
export class Provider {
  readonly name: string
  readonly #options: OidcOptions
  readonly #clock: Clock
  readonly #logger: Logger
  #found: { configuration: Configuration; until: number } | undefined
  #asking: Promise<Configuration> | undefined
  #quietUntil = -Infinity

  constructor(options: OidcOptions, { clock, logger }: { clock: Clock; logger: Logger }) {
    this.#options = options
    this.#clock = clock
    this.#logger = logger
    this.name = options.name ?? new URL(options.issuer).host
  }

  /** Looks who the issuer is before anybody asks. What is wrong stands in the log. */
  async look(): Promise<void> {
    await this.#configuration().catch(() => {})
  }

  /** Where somebody goes to say who they are. Throws `unavailable` where the provider is away. */
  async address({ state, nonce, verifier, redirectUri, scope }: SetOut): Promise<string> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await library()
    return buildAuthorizationUrl(await this.#configuration(), { redirect_uri: redirectUri, scope, state, nonce, code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' }).href
  }

  /** Who somebody is who came back: `answer` is the query they came with. Throws `unauthorized` for whatever does not prove it. */
  async identity({ state, nonce, verifier, redirectUri, intent }: Flow, answer: string): Promise<Identity> {
    const { authorizationCodeGrant, fetchUserInfo } = await library(), configuration = await this.#configuration()
    try {
      const tokens = await authorizationCodeGrant(configuration, new URL(`${redirectUri}?${answer}`), { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true })
      const claims = tokens.claims()
      if (!claims) throw new PaperclipError('unauthorized', `${this.name} did not say who you are.`)
      const isElsewhere = intent.kind === 'join' && claims['email_verified'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
      const more = isElsewhere ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
      return { issuer: claims.iss, subject: claims.sub, email: verifiedIn(more), name: typeof more['name'] === 'string' ? more['name'] : null }
    } catch (error) {
      throw isPaperclipError(error) ? error : this.#told(error)
    }
  }

  /** What whoever came back is told, and what the log is: never what was sent. */
  #told(error: unknown): PaperclipError {
    const why = whyOf(error), refusal = refusalIn(error), { code, status } = Object(error) as { code?: unknown; status?: unknown }
    if (isAway(error)) {
      this.#logger.warn('A provider of sign-ins is away.', { issuer: this.#options.issuer, why })
      return this.#away()
    }
    if (refusal === 'invalid_client' || refusal === 'unauthorized_client' || (code === 'OAUTH_WWW_AUTHENTICATE_CHALLENGE' && status === 401)) {
      this.#logger.error('A provider of sign-ins does not know this server: its client id or secret is wrong there.', { issuer: this.#options.issuer, why })
      return new PaperclipError('misconfigured', `${this.name} does not know this server. Whoever looks after it finds in its log what is wrong.`)
    }
    this.#logger.warn('A sign-in by a provider was refused.', { issuer: this.#options.issuer, why, refusal })
    return new PaperclipError('unauthorized', refusal === null || refusal === 'invalid_grant' ? `What you brought from ${this.name} does not prove who you are. Sign in again.` : `${this.name} did not sign you in (${refusal}).`)
  }

  #away(): PaperclipError {
    return new PaperclipError('unavailable', `${this.name} cannot be reached now. Try again in a moment, or sign in with your password.`)
  }

  /** What the issuer said of itself, not too long ago. One asks for all. */
  async #configuration(): Promise<Configuration> {
    const now = this.#clock.monotonic()
    if (this.#found && now < this.#found.until) return this.#found.configuration
    if (!this.#asking && now < this.#quietUntil) throw this.#away()
    this.#asking ??= this.#discovered().finally(() => { this.#asking = undefined })
    return this.#asking
  }

  async #discovered(): Promise<Configuration> {
    try {
      const configuration = await discover(this.#options)
      this.#found = { configuration, until: this.#clock.monotonic() + HOLDS_MS }
      return configuration
    } catch (error) {
      this.#logger.warn('A provider of sign-ins is away, or is none. Passwords are taken all the same; look what is wrong: paperclipai doctor.', { issuer: this.#options.issuer, why: error instanceof Error ? error.message : String(error) })
      this.#quietUntil = this.#clock.monotonic() + AGAIN_MS
      if (!this.#found) throw this.#away()
      this.#found = { ...this.#found, until: this.#quietUntil }
      return this.#found.configuration
    }
  }
}

/** An address that a provider says it verified. Some say so in words. */
function verifiedIn({ email, email_verified: isVerified }: Readonly<Record<string, unknown>>): string | null {
  return typeof email === 'string' && (isVerified === true || isVerified === 'true') ? email : null
}
