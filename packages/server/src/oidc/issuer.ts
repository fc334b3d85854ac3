import { PaperclipError } from '@paperclip/core'
import type { ClientAuth, Configuration } from 'openid-client'
import { isUnencrypted, type OidcOptions } from './oidc-options.ts'
import { whyOf } from './why.ts'

/** How long a provider may take for each answer. */
const ANSWER_S = 8

/** The library, once somebody signs in by it: it takes its time to load. */
export const library = () => import('openid-client')

/**
 * Asks an issuer where people sign in and how what it says is proved. Throws `unavailable` where it does not answer, and `misconfigured` where what answers is no provider of OpenID Connect, or another.
 * It keeps the issuer's keys for five minutes, and asks again for one that it does not know.
 */
export async function discover(options: OidcOptions): Promise<Configuration> {
  const { discovery, enableNonRepudiationChecks, allowInsecureRequests } = await library(), { issuer, clientId, clientSecret } = options
  const found = await discovery(new URL(issuer), clientId, undefined, await provingBy(clientSecret), { timeout: ANSWER_S, execute: [enableNonRepudiationChecks, ...isUnencrypted(options) ? [allowInsecureRequests] : []] })
    .catch((error: unknown) => { throw new PaperclipError('unavailable', `${issuer} ${whyOf(error)}.`) })
  const missing = (['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const).filter(name => found.serverMetadata()[name] === undefined)
  if (missing.length > 0) throw new PaperclipError('misconfigured', `${issuer} is no provider of OpenID Connect: what it says of itself has no ${missing.join(' and no ')}.`)
  return found
}

/** Shows the secret in the form if the provider says that it takes that, else in the header, as all of them must. */
async function provingBy(secret: string): Promise<ClientAuth> {
  const { ClientSecretBasic, ClientSecretPost } = await library(), [form, header] = [ClientSecretPost(secret), ClientSecretBasic(secret)]
  return (...asked) => (asked[0].token_endpoint_auth_methods_supported?.includes('client_secret_post') ? form : header)(...asked)
}
