import type { Clock, Logger, Paperclip } from '@paperclip/core'
import type { Gate } from './access/gate.ts'
import type { LiveEvents } from './live/live-events.ts'
import type { ServerSettings } from './settings.ts'

/** What the routes of a server share. */
export interface ServerContext {
  paperclip: Paperclip
  clock: Clock
  logger: Logger
  gate: Gate
  live: LiveEvents
  settings: ServerSettings
}
