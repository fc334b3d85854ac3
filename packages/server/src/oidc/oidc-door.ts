import type { Clock, Logger } from '@paperclip/core'
import { FlowSeal } from './flow.ts'
import { checkOidc, type OidcOptions } from './oidc-options.ts'
import { Provider } from './provider.ts'

/** The door for those whom a provider of OpenID Connect knows. */
export interface OidcDoor { provider: Provider; seal: FlowSeal }

/** Throws `misconfigured` for options that are none. */
export function oidcDoor(options: OidcOptions, around: { clock: Clock; logger: Logger }): OidcDoor {
  checkOidc(options)
  return { provider: new Provider(options, around), seal: new FlowSeal(options) }
}
