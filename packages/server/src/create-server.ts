import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import { systemClock, type Clock, type Logger, type Paperclip } from '@paperclip/core'
import fastify, { type FastifyInstance } from 'fastify'
import { Gate } from './access/gate.ts'
import { guardHosts } from './access/hosts.ts'
import { takeBytes } from './http/bytes.ts'
import { tellErrors } from './http/errors.ts'
import { sendSafeHeaders } from './http/headers.ts'
import { listener, type Tls } from './http/listener.ts'
import { mount } from './http/mount.ts'
import { validatorCompiler } from './http/validating.ts'
import { LiveEvents } from './live/live-events.ts'
import { OPENAPI } from './openapi.ts'
import { servePages } from './pages.ts'
import { toldOnce } from './wire/told-once.ts'
import { everyRoute } from './routes/every-route.ts'
import type { ServerContext } from './server-context.ts'

export interface ServerOptions {
  paperclip: Paperclip
  /** The addresses it is reached by, like `https://paperclip.example`: it answers no other. A function where they are known only once it listens. */
  publicUrls: readonly string[] | (() => readonly string[])
  trustedProxies?: readonly string[]
  /** Serves HTTPS by itself: a certificate and its key, as PEM. */
  tls?: Tls
  clock?: Clock
  logger?: Logger
  /** The most bytes of a body: 1 MiB unless said. */
  bodyLimit?: number
  /** How long a request may take to arrive, in milliseconds: 30,000 unless said. */
  patienceMs?: number
}

const QUIET: Logger = { warn() {}, error() {} }
const MIB = 1024 * 1024
const PATIENCE_MS = 30_000

/** Serves an installation over HTTP. The result is a Fastify app: listen with it, or mount it in one of your own. */
export async function createServer({ paperclip, publicUrls, trustedProxies = [], clock = systemClock, logger = QUIET, bodyLimit = MIB, tls, patienceMs = PATIENCE_MS }: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit, exposeHeadRoutes: false, trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies], serverFactory: handler => listener(handler, { tls, patienceMs }), forceCloseConnections: 'idle',
    onProtoPoisoning: 'error', onConstructorPoisoning: 'error', logger: false, routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
  })
  const context: ServerContext = {
    paperclip, clock, logger, gate: new Gate(paperclip), live: new LiveEvents({ paperclip, clock, logger }),
    settings: { get publicUrls() { return typeof publicUrls === 'function' ? publicUrls() : publicUrls }, trustedProxies },
  }
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  guardHosts(app, () => context.settings.publicUrls)
  sendSafeHeaders(app)
  tellErrors(app, context)
  takeBytes(app)
  app.addHook('preClose', async () => context.live.close())
  await app.register(cookie)
  await app.register(swagger, { openapi: OPENAPI, transformObject: told => toldOnce('openapiObject' in told ? told.openapiObject : told.swaggerObject) })
  await app.register(async api => mount(api, everyRoute, context), { prefix: '/api/v1' })
  servePages(app)
  return app
}
