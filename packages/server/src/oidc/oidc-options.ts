import { PaperclipError } from '@paperclip/core'
import { isLoopback } from '../access/reachable.ts'

/** The provider of OpenID Connect by which people sign in, beside their passwords: as what this server is registered there, with `<public address>/oidc` as where people come back to. */
export interface OidcOptions {
  /** As the provider writes it itself, like `https://id.example.com`; http only on this machine. */
  issuer: string
  clientId: string
  /** As the provider gave it, 16 characters or more. It also seals what browsers keep while somebody is there, so that any node may take them back. */
  clientSecret: string
  /** What people call it, where they sign in: the issuer's host unless said. */
  name?: string
}

const LEAST_SECRET = 16

/** Throws `misconfigured` for what no provider could be reached by, or must not be. */
export function checkOidc({ issuer, clientId, clientSecret, name }: OidcOptions): void {
  const refuse = (why: string): never => { throw new PaperclipError('misconfigured', why) }
  const url = URL.canParse(issuer) ? new URL(issuer) : refuse(`oidc.issuer (--oidc-issuer): must be the address of a provider of OpenID Connect, like https://id.example.com (was ${JSON.stringify(issuer)}).`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) refuse(`oidc.issuer (--oidc-issuer): must begin with https, or whoever is on the way says who people are (was ${JSON.stringify(issuer)}). Only a provider on this machine may do without.`)
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') refuse('oidc.issuer (--oidc-issuer): must be an address alone, without a user, a query or a fragment.')
  if (clientId.trim() === '') refuse('oidc.clientId (--oidc-client-id): is empty. Give the id under which this server is registered there.')
  if (clientSecret.length < LEAST_SECRET) refuse(`oidc.clientSecret (PAPERCLIPAI_OIDC_CLIENT_SECRET): must be the secret that the provider gave, of ${LEAST_SECRET} characters or more (had ${clientSecret.length}).`)
  if (name !== undefined && (name.trim() === '' || name.length > 100)) refuse('oidc.name (--oidc-name): must be 1 to 100 characters: what people call the provider.')
}

/** True for a provider on this machine, which may do without encryption. */
export const isUnencrypted = ({ issuer }: Pick<OidcOptions, 'issuer'>): boolean => new URL(issuer).protocol === 'http:'
