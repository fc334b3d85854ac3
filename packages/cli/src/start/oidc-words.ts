import type { OidcOptions } from '@paperclip/server'
import { CliError } from '../cli-error.ts'
import type { Io } from '../io.ts'
import type { Options } from '../options.ts'

/** Where the client secret is: what stands on a command line is read by whoever looks which programs run. */
const SECRET = 'PAPERCLIPAI_OIDC_CLIENT_SECRET'

/** Reads by which provider people sign in; undefined if by none. Whether it is one, the server says, or `doctor`. */
export function oidcWords(options: Options, { env }: Pick<Io, 'env'>): OidcOptions | undefined {
  const issuer = options.text('oidcIssuer'), clientId = options.text('oidcClientId'), name = options.text('oidcName')
  if (issuer === undefined && clientId === undefined && name === undefined) return undefined
  if (issuer === undefined || clientId === undefined) throw new CliError('invalid_input', `--oidc-${issuer === undefined ? 'issuer' : 'client-id'} was not given, and the other two say nothing without it.`, 'Give both: --oidc-issuer <url> --oidc-client-id <id>')
  return { issuer, clientId, clientSecret: env[SECRET] ?? '', ...name === undefined ? {} : { name } }
}
