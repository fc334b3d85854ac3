import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { isPaperclipError, type Paperclip } from '@paperclip/core'
import type { Limits, OidcOptions, Serving, Tls } from '@paperclip/server'
import { CliError } from '../cli-error.ts'
import type { Installation } from '../data/installation.ts'
import type { Io } from '../io.ts'
import type { Options } from '../options.ts'
import type { Call } from '../shell.ts'
import { limitWords } from './limit-words.ts'
import { oidcWords } from './oidc-words.ts'

/** How a start is reached over HTTP, as the command line says. */
export interface ServingWords { host: string; port?: number; publicUrls: readonly string[]; trustedProxies: readonly string[]; limits: Partial<Limits>; webhooks: { allow: readonly string[] }; compatibility: boolean; metricsToken?: string; tls?: Tls; oidc?: OidcOptions }

/** Where people find a start: its address, and a link that lets whoever has it in at this machine, once. */
export interface Door { url: string; link: string | null }

const HOST = '127.0.0.1'
/** With this token a monitoring system reads the numbers of a server: in the environment, where nobody else reads it. */
const METRICS_TOKEN = 'PAPERCLIPAI_METRICS_TOKEN'

/** Reads the options of serving; null if nothing is to be served. */
export function servingWords(options: Options, io: Pick<Io, 'cwd' | 'env'>): ServingWords | null {
  if (!options.flag('serve')) return null
  const cert = options.text('tlsCert'), key = options.text('tlsKey'), port = options.text('port'), oidc = oidcWords(options, io), metricsToken = io.env[METRICS_TOKEN]
  if ((cert === undefined) !== (key === undefined)) throw new CliError('invalid_input', `--tls-${cert === undefined ? 'key' : 'cert'} was given without the other of the two.`, 'Give both: --tls-cert <file> --tls-key <file>')
  return {
    host: options.text('host') ?? HOST, publicUrls: options.texts('publicUrl').map(url => url.replace(/\/$/, '')), trustedProxies: options.texts('trustProxy'), limits: limitWords(options.texts('limit')), webhooks: { allow: options.texts('webhookAllow') }, compatibility: options.flag('compatibility'),
    ...port === undefined ? {} : { port: portOf(port) },
    ...oidc === undefined ? {} : { oidc },
    ...metricsToken ? { metricsToken } : {},
    ...cert === undefined || key === undefined ? {} : { tls: { cert: pem(io, '--tls-cert', cert), key: pem(io, '--tls-key', key) } },
  }
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new CliError('invalid_input', `--port: must be a number from 0 to 65535 (was "${text}").`, 'Write it like --port 4400; 0 is any that is free.')
  return Number(text)
}

function pem({ cwd }: Pick<Io, 'cwd'>, option: string, file: string): string {
  const path = resolve(cwd, file)
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new CliError('misconfigured', `${option}: ${path} cannot be read (${String(Reflect.get(Object(error), 'code'))}).`, 'Name a PEM file that this user may read.')
  }
}

/** Refuses to be reached by others while nobody owns the installation: before anything is founded. The server is loaded only where it serves. */
export async function checkOwned({ hasOwner }: Pick<Paperclip['access'], 'hasOwner'>, words: ServingWords): Promise<void> {
  const { reachesBeyond } = await import('@paperclip/server')
  if (isAddresses(words.publicUrls) && reachesBeyond(words) && !(await hasOwner())) {
    throw new CliError('misconfigured', 'Nobody owns this installation yet, so it is served to this machine alone.', { run: 'owner new <email>' })
  }
}

/** Serves what is started. */
export async function openServer({ io }: Call, { paperclip, logger }: Pick<Installation, 'paperclip' | 'logger'>, words: ServingWords): Promise<Serving> {
  const { serve } = await import('@paperclip/server')
  try {
    return await serve({ paperclip, clock: io.clock, logger, ...words })
  } catch (error) {
    if (isPaperclipError(error)) throw error
    throw new CliError('misconfigured', `It cannot be served: ${error instanceof Error ? error.message : String(error)}.`, 'See what is allowed: start --help; or look what would not work: doctor')
  }
}

const isAddresses = (urls: readonly string[]): boolean => urls.every(url => URL.canParse(url))

/** Where people open it. The link lets in by itself: it is shown where somebody looks, or where nobody could come in otherwise, and left out of the logs of services. */
export async function doorOf({ io, options }: Call, paperclip: Paperclip, { url, localUrl }: Serving): Promise<Door> {
  const isWatched = io.stdout.isTTY || options.flag('json') || !(await paperclip.access.hasOwner())
  if (localUrl === null || !isWatched) return { url, link: null }
  const { code } = await paperclip.access.inviteLocal()
  return { url, link: `${localUrl}/open#${code}` }
}
