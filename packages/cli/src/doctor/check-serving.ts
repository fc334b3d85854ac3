import { createPaperclip, isPaperclipError, memoryStore } from '@paperclip/core'
import type { OidcOptions, Tls } from '@paperclip/server'
import { CliError } from '../cli-error.ts'
import type { Call } from '../shell.ts'
import { servingWords, type ServingWords } from '../start/serving.ts'
import { bad, ok, warn, type Check } from './check.ts'

const DAY_MS = 86_400_000
/** A certificate that ends sooner than this should have been renewed by now. */
const RENEWED_BY_DAYS = 14
const ANSWER_MS = 1_000

/** How a start would be reached, as the command line says: null if not at all, a check where that is no use. */
export function servingOf({ options, io }: Pick<Call, 'options' | 'io'>): ServingWords | Check | null {
  try {
    return servingWords(options, io)
  } catch (error) {
    if (!(error instanceof CliError) || error.code !== 'misconfigured') throw error
    return bad('certificate', error.message, typeof error.next === 'string' ? error.next : error.next.run)
  }
}

/** Whether a start could serve: by which addresses, with what certificate, at which port. */
export async function* checkServing(words: ServingWords, { clock }: Call['io']): AsyncGenerator<Check> {
  const server = await import('@paperclip/server'), { host, port, publicUrls, trustedProxies, limits, tls, oidc, metricsToken } = words
  try {
    server.checkAddresses(words)
  } catch (error) {
    return yield bad('address', wordsOf(error), 'Write it like --public-url https://paperclip.example')
  }
  yield ok('address', publicUrls.length === 0 ? 'by the names of this machine' : publicUrls.join(', '))
  yield* checkEncryption(words)
  if (tls) yield await checkCertificate(tls, publicUrls, clock.now())
  if (oidc) yield await checkProvider(oidc, publicUrls)
  if (metricsToken !== undefined) yield* await checkMonitor(metricsToken)
  yield await checkPort({ host, ...port === undefined ? {} : { port } })
  try {
    await (await server.createServer({ paperclip: createPaperclip({ store: memoryStore() }), publicUrls: () => publicUrls, trustedProxies, limits })).close()
  } catch (error) {
    yield bad('proxy', `--trust-proxy: ${wordsOf(error)}`, 'Name addresses or ranges: --trust-proxy 127.0.0.1 --trust-proxy 10.0.0.0/8')
  }
}

/** Whether anybody on the way could read along, and whether it is known for whom a proxy asks. */
function* checkEncryption({ publicUrls, tls, trustedProxies }: ServingWords): Generator<Check> {
  const away = publicUrls.map(url => new URL(url)).filter(({ hostname }) => !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)), plain = away.filter(({ protocol }) => protocol === 'http:')
  if (plain.length > 0) yield warn('address', `${plain.map(({ origin }) => origin).join(', ')} ${plain.length === 1 ? 'is' : 'are'} not encrypted: logins and keys can be read on the way.`, 'Put a proxy with a certificate before it, or give --tls-cert and --tls-key.')
  if (away.length > plain.length && !tls && trustedProxies.length === 0) yield warn('proxy', 'A proxy encrypts, and it is not said which: everybody behind it is one address.', 'Name it: --trust-proxy 127.0.0.1')
}

async function checkCertificate(tls: Tls, publicUrls: readonly string[], now: Date): Promise<Check> {
  const { certificateOf } = await import('@paperclip/server'), about = 'certificate'
  try {
    const { names, expiresAt, covers } = certificateOf(tls), days = Math.floor((expiresAt.getTime() - now.getTime()) / DAY_MS), until = expiresAt.toISOString().slice(0, 10)
    const missing = publicUrls.map(url => new URL(url)).filter(({ protocol, hostname }) => protocol === 'https:' && !covers(hostname)).map(({ hostname }) => hostname)
    if (days < 0) return bad(about, `The certificate ended on ${until}.`, 'Renew it, and start again.')
    if (missing.length > 0) return bad(about, `The certificate is for ${names}, and not for ${missing.join(', ')}.`, 'Get one for that name, or give another --public-url.')
    return days < RENEWED_BY_DAYS ? warn(about, `The certificate ends on ${until}, in ${days} days.`, 'Renew it, and start again.') : ok(about, `for ${names}, until ${until}, and its key belongs to it`)
  } catch (error) {
    return bad(about, wordsOf(error), 'Both as PEM: --tls-cert <file> --tls-key <file>')
  }
}

/** Whether a monitoring system could read with its token: nothing is said of one that is good. */
async function checkMonitor(token: string): Promise<Check[]> {
  const { checkMetricsToken } = await import('@paperclip/server')
  try {
    checkMetricsToken(token)
    return []
  } catch (error) {
    return [bad('metrics', wordsOf(error), 'Make one, for the environment of the server: openssl rand -hex 32')]
  }
}

/** Whether people could sign in by a provider: that it answers, and is one. */
async function checkProvider(oidc: OidcOptions, publicUrls: readonly string[]): Promise<Check> {
  const { checkIssuer } = await import('@paperclip/server'), about = 'oidc'
  try {
    await checkIssuer(oidc)
    return ok(about, `${oidc.issuer} answers; it must let people come back to ${(publicUrls.length === 0 ? ['http://localhost:<port>'] : publicUrls).map(url => `${url}/oidc`).join(' and ')}`)
  } catch (error) {
    if (!isPaperclipError(error)) throw error
    return error.code === 'unavailable' ? warn(about, `${error.message} Until it answers people sign in with their passwords.`, 'Open <issuer>/.well-known/openid-configuration from this machine; look at --oidc-issuer, to the letter.') : bad(about, error.message, 'Write it as the provider does: --oidc-issuer https://id.example.com --oidc-client-id <id>, and its secret in $PAPERCLIPAI_OIDC_CLIENT_SECRET.')
  }
}

async function checkPort(binding: { host: string; port?: number }): Promise<Check> {
  const { portFor } = await import('@paperclip/server'), { host, port } = binding
  try {
    const free = await portFor(binding)
    return ok('port', port === undefined || port === free ? `${free} of ${host} is free` : `any of ${host}`)
  } catch (error) {
    if (!isPaperclipError(error) || port === undefined) throw error
    if (error.code === 'conflict' && await isOurs(port)) return warn('port', `Paperclip itself answers at port ${port}: a second start there would be refused.`, 'Nothing, where that is the one you mean.')
    return bad('port', error.message, error.code === 'conflict' ? `See which program has it: ss -ltnp 'sport = :${port}'` : 'Choose another: --host <address> --port <n>')
  }
}

/** Whether a server of Paperclip answers at a port of this machine. */
async function isOurs(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) })
    return answer.ok && JSON.stringify(await answer.json()) === '{"ok":true}'
  } catch {
    return false
  }
}

/** To whom a start would be served, and whether it may be. */
export async function checkReach(words: ServingWords, hasOwner: boolean, { line }: Pick<Call, 'line'>): Promise<Check[]> {
  const { reachesBeyond } = await import('@paperclip/server')
  if (!words.publicUrls.every(url => URL.canParse(url))) return []                        // said already
  if (!reachesBeyond(words)) return [ok('owner', hasOwner ? 'somebody owns this installation' : 'nobody yet: it is served to this machine alone')]
  return [
    hasOwner ? ok('owner', 'somebody owns this installation: it may be served to others') : bad('owner', 'Nobody owns this installation yet, so it is served to this machine alone.', line('owner new <email>')),
    ...process.getuid?.() === 0 ? [warn('user', 'It would run as root, and so would its agents.', 'Give it a user of its own: docs/serving.md.')] : [],
  ]
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
