import type { AddressInfo } from 'node:net'
import { systemClock } from '@paperclip/core'
import type { FastifyInstance } from 'fastify'
import { checkAddresses, checkReachable, EVERYWHERE, isLoopback } from './access/reachable.ts'
import { bind, type Binding } from './http/bind.ts'
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

const GRACE_MS = 5_000

/** Serves an installation over HTTP, and listens: runs that begin from now on are handed its address, until it is closed. Throws `misconfigured` for what could not be reached or must not be, `conflict` for a port that is taken. */
export async function serve({ host: given = '127.0.0.1', port, publicUrls = [], ...options }: ServeOptions): Promise<Serving> {
  const host = bare(given), clock = options.clock ?? systemClock, scheme = options.tls ? 'https' : 'http'
  checkAddresses({ host, publicUrls })
  checkReachable({ host, publicUrls, hasOwner: await options.paperclip.access.hasOwner() })
  let urls: readonly string[] = []
  const app = await createServer({ ...options, publicUrls: () => urls })
  const own = await listen(app, { host, port }).catch(async (error: unknown) => {
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

/** Listens, and says at which port. */
async function listen(app: FastifyInstance, { host, port: named }: Binding): Promise<number> {
  return bind({ host, port: named }, async port => {
    await app.listen({ host, port })
    return addressOf(app).port
  })
}

const addressOf = ({ server }: FastifyInstance): Pick<AddressInfo, 'port'> => {
  const address = server.address()
  return typeof address === 'object' && address !== null ? address : { port: 0 }
}

const bare = (host: string): string => host.replaceAll(/^\[|\]$/g, '')

/** By which names it answers where it listens, the one for people first. */
function ownUrls(scheme: string, host: string, port: number): string[] {
  const isV6 = host.includes(':'), named = isV6 ? `[${host}]` : host
  const names = host === '::1' ? ['[::1]', 'localhost'] : EVERYWHERE.has(host) || isLoopback(host) ? ['localhost', '127.0.0.1', ...host === '::' || host === 'localhost' ? ['[::1]'] : []] : [named]
  return names.map(name => `${scheme}://${name}:${port}`)
}
