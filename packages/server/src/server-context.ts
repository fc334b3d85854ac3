import type { Clock, Logger, Paperclip } from '@paperclip/core'
import type { Gate } from './access/gate.ts'
import type { KeptAnswers } from './http/kept-answers.ts'
import type { OpenStreams } from './limits/open-streams.ts'
import type { Turnstile } from './limits/turnstile.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { LiveEvents } from './live/live-events.ts'
import type { OidcDoor } from './oidc/oidc-door.ts'
import type { Readiness } from './readiness.ts'
import type { ServerSettings } from './settings.ts'

/** What the routes of a server share. */
export interface ServerContext {
  paperclip: Paperclip
  clock: Clock
  logger: Logger
  gate: Gate
  turnstile: Turnstile
  streams: OpenStreams
  metrics: Metrics
  live: LiveEvents
  readiness: Readiness
  answers: KeptAnswers
  /** The door for those whom a provider of OpenID Connect knows, where there is one. */
  oidc: OidcDoor | null
  settings: ServerSettings
  /** The OpenAPI document of what is served. */
  document(): Promise<object>
}
