import cookie from '@fastify/cookie'
import swagger from '@fastify/swagger'
import { systemClock, type Clock, type Logger, type Paperclip } from '@paperclip/core'
import fastify, { type FastifyInstance } from 'fastify'
import { Gate } from './access/gate.ts'
import { guardHosts } from './access/hosts.ts'
import { leadAgents } from './access/leading-agents.ts'
import { takeBytes } from './http/bytes.ts'
import { tellErrors } from './http/errors.ts'
import { sendSafeHeaders } from './http/headers.ts'
import { mount } from './http/mount.ts'
import { validatorCompiler } from './http/validating.ts'
import { LiveEvents } from './live/live-events.ts'
import { OPENAPI } from './openapi.ts'
import { toldOnce } from './wire/told-once.ts'
import { everyRoute } from './routes/every-route.ts'
import type { ServerContext } from './server-context.ts'

export interface ServerOptions {
  paperclip: Paperclip
  /** The addresses it is reached by, like `https://paperclip.example`: it answers no other. */
  publicUrls: readonly string[]
  trustedProxies?: readonly string[]
  clock?: Clock
  logger?: Logger
  /** The most bytes of a body: 1 MiB unless said. */
  bodyLimit?: number
}

const QUIET: Logger = { warn() {}, error() {} }
const MIB = 1024 * 1024

/** Serves an installation over HTTP. The result is a Fastify app: listen with it, or mount it in one of your own. */
export async function createServer({ paperclip, publicUrls, trustedProxies = [], clock = systemClock, logger = QUIET, bodyLimit = MIB }: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit, exposeHeadRoutes: false, trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies], requestTimeout: 30_000, connectionTimeout: 0, forceCloseConnections: 'idle',
    onProtoPoisoning: 'error', onConstructorPoisoning: 'error', logger: false, routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
  })
  const context: ServerContext = { paperclip, clock, logger, gate: new Gate(paperclip), live: new LiveEvents({ paperclip, clock, logger }), settings: { publicUrls, trustedProxies } }
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  guardHosts(app, () => context.settings.publicUrls)
  sendSafeHeaders(app)
  tellErrors(app, context)
  leadAgents(app, context)
  takeBytes(app)
  app.addHook('preClose', async () => context.live.close())
  await app.register(cookie)
  await app.register(swagger, { openapi: OPENAPI, transformObject: told => toldOnce('openapiObject' in told ? told.openapiObject : told.swaggerObject) })
  await app.register(async api => mount(api, everyRoute, context), { prefix: '/api/v1' })
  return app
}
