import createFetch from 'openapi-fetch'
import { addressOf } from './address.ts'
import type { paths } from './generated/api.ts'
import type { Line } from './open-line.ts'
import type { CallOptions, Keyless, Method } from './operation.ts'
import { isPaperclipError, PaperclipError, refusalOf } from './paperclip-error.ts'
import { pauseHere, persist, type Persistence, type Repeatable } from './persistence.ts'

export interface ClientOptions {
  /** The address of the server, like `https://paperclip.example`. */
  url: string
  /** A key (`pck_…`, `pca_…`), the token of a run, or of a login. It goes into a header, never into an address. */
  token?: string
  /** In a page that is signed in by its cookie: what `GET /session` told it, sent along with every change. */
  csrf?: string
  fetch?: typeof globalThis.fetch
  /** How long one attempt of a call may take: 30 s unless said. */
  deadlineMs?: number
  /** How often a call is tried where the connection is lost, or the server is busy: 4 times unless said. */
  attempts?: number
  /** How to wait between attempts; by this machine's clock unless said. */
  pause?: Persistence['pause']
}

/** Where and as whom calls are made. */
export interface Connection extends Persistence { base: string; fetch: typeof globalThis.fetch; headers: Readonly<Record<string, string>>; deadlineMs: number }

export const connectionOf = ({ url, token, csrf, fetch = globalThis.fetch.bind(globalThis), deadlineMs = 30_000, attempts = 4, pause = pauseHere }: ClientOptions): Connection => ({
  base: `${addressOf(url)}/api/v1`, fetch, deadlineMs, attempts, pause,
  headers: { ...token === undefined ? {} : { authorization: `Bearer ${token}` }, ...csrf === undefined ? {} : { 'x-csrf-token': csrf } },
})

/** A call, before its types: `given` was checked where it was written. */
export type Call = (method: Method, path: keyof paths, given?: CallOptions & { path?: object; query?: object; body?: unknown; reading?: Reading | undefined }) => Promise<unknown>

/** How an answer is read: as a JSON value unless said, as the bytes of a file, or as a line, for as long as something comes through it. */
type Reading = 'bytes' | Line

/** What is told once: a key does not make it safe to ask again. */
const NOT_TWICE: ReadonlySet<keyof paths> = new Set<keyof paths>(['/companies/{company}/keys', '/companies/{company}/invitations', '/companies/{company}/hooks', '/companies/{company}/webhooks', '/owner-invitations'])

type Change = Exclude<Method, 'get'>

/** What the server keeps no key of, and whether it is safe to ask it again: it only looks, or twice is as good as once. */
const KEYLESS: { readonly [M in Change]: Readonly<Record<Keyless<M>, Repeatable>> } = {
  post: {
    '/session': 'if_refused', '/session/open': 'if_refused', '/session/join': 'if_refused', '/session/accept': 'if_refused', '/session/oidc': 'if_refused', '/session/oidc/return': 'if_refused', '/account/password': 'if_refused', '/account/oidc': 'if_refused',
    '/companies/{company}/plan': 'always', '/companies/{company}/tidy': 'always', '/companies/{company}/agents/{agent}/probe': 'always', '/tombstones/verify': 'always', '/hooks/{address}': 'if_refused',
  },
  put: {}, patch: {},
  delete: { '/companies/{company}': 'if_refused', '/session': 'always', '/account/oidc': 'if_refused' },
}

const keylessOf = (method: Method, path: string): Repeatable | undefined => {
  if (method === 'get') return 'always'
  const known: Readonly<Record<string, Repeatable>> = KEYLESS[method]
  return known[path]
}

interface Loose { [path: string]: { [M in Method]: { parameters: { query?: object; path?: object }; requestBody?: { content: { 'application/json': unknown } }; responses: { 200: { content: { 'application/json': unknown } } } } } }

/** Makes calls: each with a deadline, each change with one key for all its attempts. */
export function callsOn(connection: Connection): Call {
  const { base, headers, attempts, pause } = connection
  const server = createFetch<Loose>({ baseUrl: base, fetch: request => connection.fetch(request), redirect: 'error' })
  return (method, path, given = {}) => {
    const { path: parts, query, body, key, ifMatch, signal, deadlineMs = connection.deadlineMs, reading } = given
    const keyless = keylessOf(method, path), once = method === 'get' || (keyless !== undefined && key === undefined) ? {} : { 'idempotency-key': key ?? newKey() }
    const file = body instanceof Uint8Array, parseAs: 'json' | 'arrayBuffer' | 'stream' = reading === undefined ? 'json' : reading === 'bytes' ? 'arrayBuffer' : 'stream'
    const attempt = async (): Promise<unknown> => {
      const deadline = typeof reading === 'object' ? reading.signal : AbortSignal.timeout(deadlineMs)
      const sent = {
        params: { ...parts === undefined ? {} : { path: parts }, ...query === undefined ? {} : { query } }, ...body === undefined ? {} : { body },
        parseAs, ...file ? { bodySerializer: () => body as Uint8Array<ArrayBuffer> } : {},
        headers: { ...headers, ...once, ...file ? { 'content-type': 'application/octet-stream' } : {}, ...ifMatch === undefined ? {} : { 'if-match': tagOf(ifMatch) } }, signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      }
      try {
        const { data, error, response } = await server.request(method, path, sent)
        if (response.ok) return data ?? null
        throw refusalOf(response, error)
      } catch (error) {
        throw isPaperclipError(error) || signal?.aborted ? error : lost(error, `${method.toUpperCase()} ${base}${path}`, deadline.aborted ? `within ${deadlineMs} ms` : undefined)
      }
    }
    return persist(attempt, { attempts, pause, signal, repeatable: keyless ?? (method === 'post' && NOT_TWICE.has(path) ? 'if_refused' : 'always') })
  }
}

/** An ETag has its quotes already; a revision, or a version, is given them. */
const tagOf = (read: number | string): string => (typeof read === 'string' && /^(?:W\/)?"|^\*$/.test(read) ? read : `"${read}"`)

/** No answer, or one cut off: a change may have happened. */
function lost(cause: unknown, what: string, late: string | undefined): PaperclipError {
  if (cause instanceof SyntaxError) return new PaperclipError('misconfigured', `${what} was not answered in JSON: is this the address of a Paperclip server?`, { status: null, cause })
  const why = cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : String(cause)
  return new PaperclipError('unavailable', `${what} was not answered${late === undefined ? ` (${why})` : ` ${late}`}: it may have happened. Ask again with the same key.`, { status: null, cause })
}

const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
