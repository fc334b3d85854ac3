import cookie from '@fastify/cookie'
import { systemClock, type Clock, type Logger, type Paperclip } from '@paperclip/core'
import fastify, { type FastifyInstance } from 'fastify'
import { Gate } from './access/gate.ts'
import { knowCallers } from './access/known-caller.ts'
import { incumbentMounts } from './compat/every-incumbent-route.ts'
import { mountCompatibility } from './compat/mount-compatibility.ts'
import { guardHosts } from './access/hosts.ts'
import { answerUnreadable } from './access/unreadable.ts'
import { checkPublicUrls } from './access/reachable.ts'
import { answerBroken, capAddresses } from './http/broken-requests.ts'
import { documentOf } from './http/document.ts'
import { takeBytes } from './http/bytes.ts'
import { tellErrors } from './http/errors.ts'
import { sendSafeHeaders } from './http/headers.ts'
import { takeJson } from './http/json.ts'
import { certificateOf } from './http/certificate.ts'
import { KeptAnswers } from './http/kept-answers.ts'
import { listener, type Tls } from './http/listener.ts'
import { mount } from './http/mount.ts'
import { nameRequest, tellRequests } from './http/tell-requests.ts'
import { validatorCompiler } from './http/validating.ts'
import { limitsOf, type Limits } from './limits/limits.ts'
import { OpenStreams } from './limits/open-streams.ts'
import { Turnstile } from './limits/turnstile.ts'
import type { ServerLogger } from './logs/pino-logger.ts'
import { Metrics } from './metrics/metrics.ts'
import { checkMetricsToken } from './metrics/metrics-token.ts'
import { LiveEvents } from './live/live-events.ts'
import { oidcDoor } from './oidc/oidc-door.ts'
import type { OidcOptions } from './oidc/oidc-options.ts'
import { servePages } from './pages.ts'
import { everyRoute } from './routes/every-route.ts'
import { mcpRoutes } from './routes/mcp.ts'
import { Readiness } from './readiness.ts'
import type { ServerContext } from './server-context.ts'
import { Deliverer } from './webhooks/deliverer.ts'
import { sender, type WebhookOptions } from './webhooks/sender.ts'

export interface ServerOptions {
  paperclip: Paperclip
  /**
   * The addresses it is reached by, like `https://paperclip.example`: it answers no other, and runs are handed the first from when it is ready until it is closed. A function where they are known
   * only once it listens: then whoever listens says so (`paperclip.reachedAt`), as `serve` does.
   */
  publicUrls: readonly string[] | (() => readonly string[])
  /** Proxies whose word is taken for the address that they forward: addresses or ranges. None unless given: then the address of the connection counts, whatever a header says. */
  trustedProxies?: readonly string[]
  /** Serves HTTPS by itself: a certificate and its key, as PEM. */
  tls?: Tls
  clock?: Clock
  /** Hears what goes wrong; one that has `info`, like `pinoLogger()`, hears of every request too. */
  logger?: Logger & Partial<Pick<ServerLogger, 'info'>>
  /** Serves agents written for the existing Paperclip application below `/api` too: see `docs/compatibility.md`. Not unless asked. */
  compatibility?: boolean
  /** The most bytes of a body: 1 MiB unless said. */
  bodyLimit?: number
  /** With this token alone, of 32 characters or more, a monitoring system reads `/api/v1/metrics`. Owners of the installation read it with their own. */
  metricsToken?: string
  /** How often, and how much at once: what is not said here is as usual. */
  limits?: Partial<Limits>
  /** Webhooks go to public addresses over https, and wherever this allows: `allow: ['10.1.0.0/16', 'ops.internal']`. */
  webhooks?: WebhookOptions
  /** People sign in by a provider of OpenID Connect as well. Where it is away the server serves all the same, and takes passwords. See `docs/serving.md`. */
  oidc?: OidcOptions
  /** How long a request may take to arrive, in milliseconds: 30,000 unless said. */
  patienceMs?: number
}

const QUIET: Logger = { warn() {}, error() {} }
const MIB = 1024 * 1024
const PATIENCE_MS = 30_000

/** Serves an installation over HTTP. The result is a Fastify app: listen with it, or mount it in one of your own. Throws `misconfigured` for addresses that are none, or for none at all. */
export async function createServer({ paperclip, publicUrls, trustedProxies = [], clock = systemClock, logger = QUIET, bodyLimit = MIB, tls, patienceMs = PATIENCE_MS, metricsToken, compatibility = false, limits: given = {}, webhooks = {}, oidc }: ServerOptions): Promise<FastifyInstance> {
  if (metricsToken !== undefined) checkMetricsToken(metricsToken)
  if (typeof publicUrls !== 'function') checkPublicUrls(publicUrls)
  const limits = limitsOf(given)
  if (tls) certificateOf(tls)
  const app = fastify({
    bodyLimit, exposeHeadRoutes: false, trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies], serverFactory: handler => listener(handler, { tls, patienceMs, connections: limits.connections }), clientErrorHandler: answerBroken, forceCloseConnections: 'idle',
    frameworkErrors: answerUnreadable(() => context.settings.publicUrls),
    onProtoPoisoning: 'error', onConstructorPoisoning: 'error', logger: false, genReqId: nameRequest, routerOptions: { caseSensitive: true, ignoreTrailingSlash: false, maxParamLength: 200 },
  })
  knowCallers(app)
  let document: Promise<object> | undefined
  const context: ServerContext = {
    turnstile: await Turnstile.on(app, { clock, limits }), streams: new OpenStreams(limits.streams), paperclip, clock, logger, gate: new Gate(paperclip, { monitorToken: metricsToken }), metrics: new Metrics(paperclip), live: new LiveEvents({ paperclip, clock, logger }), readiness: new Readiness({ paperclip, clock, logger }), answers: new KeptAnswers(), oidc: oidc ? oidcDoor(oidc, { clock, logger }) : null,
    document: () => document ??= documentOf([{ prefix: '/api/v1', routes: everyRoute }, ...compatibility ? incumbentMounts : []]),
    settings: { get publicUrls() { return typeof publicUrls === 'function' ? publicUrls() : publicUrls }, trustedProxies },
  }
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(() => JSON.stringify)
  tellRequests(app, answered => {
    context.metrics.answered(answered)
    logger.info?.('A request was answered.', { ...answered })
  })
  app.addHook('onClose', async () => context.metrics.close())
  capAddresses(app)
  guardHosts(app, () => context.settings.publicUrls)
  sendSafeHeaders(app)
  tellErrors(app, context)
  takeJson(app)
  takeBytes(app)
  app.addHook('preClose', async () => context.live.close())
  tellWebhooks(app, context, webhooks)
  if (typeof publicUrls !== 'function') sayWhereItAnswers(app, paperclip, publicUrls)
  if (context.oidc) app.addHook('onReady', async () => void context.oidc?.provider.look())
  await app.register(cookie)
  await app.register(async api => mount(api, everyRoute, context), { prefix: '/api/v1' })
  await app.register(async mcp => mount(mcp, mcpRoutes, context))
  if (compatibility) await app.register(async api => mountCompatibility(api, context))
  servePages(app)
  return app
}

/** Says where agents find their desk, from when the server is ready until it closes. */
function sayWhereItAnswers(app: FastifyInstance, paperclip: Paperclip, [url]: readonly string[]): void {
  app.addHook('onReady', async () => paperclip.reachedAt(url ?? null))
  app.addHook('preClose', async () => paperclip.reachedAt(null))
}

/** Tells webhooks what happens, from when the server is ready until it ends. */
function tellWebhooks(app: FastifyInstance, { paperclip, clock, logger, settings, metrics }: ServerContext, options: WebhookOptions): void {
  const deliverer = new Deliverer({ paperclip, clock, logger, send: metrics.timed(sender({ clock, publicUrl: () => settings.publicUrls[0] ?? '' }, options), clock) })
  app.addHook('onReady', async () => deliverer.start())
  app.addHook('preClose', () => deliverer.stop())
}
