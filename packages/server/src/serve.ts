import type { AddressInfo } from 'node:net'
import { PaperclipError, systemClock } from '@paperclip/core'
import type { FastifyInstance } from 'fastify'
import { checkReachable, isLoopback } from './access/reachable.ts'
import { createServer, type ServerOptions } from './create-server.ts'

/** Where a server listens, and how it is reached. */
export interface ServeOptions extends Omit<ServerOptions, 'publicUrls'> {
  /** The address it binds: `127.0.0.1`, this machine alone, unless said. Others reach it only once somebody owns the installation. */
  host?: string
  /** 4400 unless said, or the next one that is free; 0 is any that is free. */
  port?: number
  /** The addresses people and agents use, where they are not those it binds: behind a proxy, or by a name. */
  publicUrls?: readonly string[]
}

/** A server that listens. */
export interface Serving {
  app: FastifyInstance
  /** The address people use: the first public one, else its own. */
  url: string
  /** Its address on this machine; null where it does not listen there. */
  localUrl: string | null
  /** Accepts nothing more, lets what is being answered come to its end for so long (5 s unless said), then cuts it off. */
  close(options?: { graceMs?: number }): Promise<void>
}

const PORT = 4400, PORTS_TRIED = 20, GRACE_MS = 5_000
const EVERYWHERE = new Set(['0.0.0.0', '::'])

/** Serves an installation over HTTP, and listens: runs that begin from now on are handed its address, until it is closed. Throws `misconfigured` for what could not be reached or must not be, `conflict` for a port that is taken. */
export async function serve({ host: given = '127.0.0.1', port, publicUrls = [], ...options }: ServeOptions): Promise<Serving> {
  const host = given.replaceAll(/^\[|\]$/g, ''), clock = options.clock ?? systemClock, scheme = options.tls ? 'https' : 'http'
  for (const url of publicUrls) checkAddress(url)
  checkReachable({ host, publicUrls, hasOwner: await options.paperclip.access.hasOwner() })
  if (EVERYWHERE.has(host) && publicUrls.length === 0) throw new PaperclipError('misconfigured', `"${host}" is every address of this machine. Say by which one people reach it (publicUrls, --public-url): it answers to no other.`)
  let urls: readonly string[] = []
  const app = await createServer({ ...options, publicUrls: () => urls })
  const own = await listen(app, host, port).catch(async (error: unknown) => {
    await app.close()
    throw error
  }).then(bound => ownUrls(scheme, host, bound))
  urls = [...publicUrls, ...own.filter(url => !publicUrls.includes(url))]
  const [url = ''] = urls, isHere = isLoopback(host) || EVERYWHERE.has(host)
  options.paperclip.reachedAt(url)
  return {
    app, url, localUrl: isHere ? own[0] ?? null : null,
    async close({ graceMs = GRACE_MS } = {}) {
      options.paperclip.reachedAt(null)
      const cancel = clock.after(graceMs, () => app.server.closeAllConnections())
      await app.close()
      cancel()
    },
  }
}

/** Listens at a port, or at the first free one of some where none was named. */
async function listen(app: FastifyInstance, host: string, named: number | undefined): Promise<number> {
  for (let port = named ?? PORT; ; port++) {
    try {
      await app.listen({ host, port })
      return addressOf(app).port
    } catch (error) {
      const code: unknown = Reflect.get(Object(error), 'code')
      if (code === 'EADDRINUSE' && named === undefined && port < PORT + PORTS_TRIED - 1) continue
      throw refusal(code, host, port) ?? error
    }
  }
}

function refusal(code: unknown, host: string, port: number): PaperclipError | undefined {
  switch (code) {
    case 'EADDRINUSE': return new PaperclipError('conflict', `Port ${port} of ${host} is taken by another program. End that one, or choose another port (--port <n>; 0 is any that is free).`)
    case 'EACCES': return new PaperclipError('misconfigured', `Port ${port} of ${host} may not be used by this user. Choose one above 1023 (--port <n>), and let a proxy stand before it.`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': return new PaperclipError('misconfigured', `"${host}" is no address of this machine. Bind 127.0.0.1, 0.0.0.0 or one that it has (--host <address>).`)
    default: return undefined
  }
}

const addressOf = ({ server }: FastifyInstance): Pick<AddressInfo, 'port'> => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address : { port: 0 }
}

/** By which names it answers where it listens, the one for people first. */
function ownUrls(scheme: string, host: string, port: number): string[] {
  const isV6 = host.includes(':'), named = isV6 ? `[${host}]` : host
  const names = host === '::1' ? ['[::1]', 'localhost'] : EVERYWHERE.has(host) || isLoopback(host) ? ['localhost', '127.0.0.1', ...host === '::' || host === 'localhost' ? ['[::1]'] : []] : [named]
  return names.map(name => `${scheme}://${name}:${port}`)
}

function checkAddress(url: string): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed && /^https?:$/.test(parsed.protocol) && url.replace(/\/$/, '') === parsed.origin) return
  throw new PaperclipError('misconfigured', `The public address "${url}" is none: it must be a scheme, a host and perhaps a port, like https://paperclip.example.`)
}
