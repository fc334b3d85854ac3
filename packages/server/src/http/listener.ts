import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http'
import { createServer as createSecureServer } from 'node:https'

/** What it proves itself with to browsers: a certificate, with those above it, and its key (PEM). */
export interface Tls { cert: string | Buffer; key: string | Buffer }

/** How it listens. `patienceMs`: how long a request may take to arrive, head and body. `connections`: how many at once. */
export interface Listening { tls?: Tls | undefined; patienceMs: number; connections: number }

const HEAD_MS = 10_000, IDLE_MS = 60_000, LOOK_MS = 2_000, HEAD_BYTES = 16 * 1024

/** A listener that waits for nobody for long: whoever sends slowly, on purpose or not, is cut off. */
export function listener(handler: RequestListener, { tls, patienceMs, connections }: Listening): Server {
  const limits: ServerOptions = {
    requestTimeout: patienceMs, headersTimeout: Math.min(HEAD_MS, patienceMs), keepAliveTimeout: IDLE_MS, connectionsCheckingInterval: Math.min(LOOK_MS, patienceMs), maxHeaderSize: HEAD_BYTES,
  }
  const server = tls ? createSecureServer({ ...tls, ...limits, minVersion: 'TLSv1.2' }, handler) : createServer(limits, handler)
  server.maxConnections = connections
  return server
}
