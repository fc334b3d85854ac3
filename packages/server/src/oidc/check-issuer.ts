import { discover } from './issuer.ts'
import { checkOidc, type OidcOptions } from './oidc-options.ts'

/** Asks the provider who it is, as a start would. Throws `misconfigured` for options that are none, or what is no provider, and `unavailable` for one that does not answer. */
export async function checkIssuer(options: OidcOptions): Promise<void> {
  checkOidc(options)
  await discover(options)
}
