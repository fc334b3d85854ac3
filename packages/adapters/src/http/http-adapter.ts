import { systemClock, type Adapter, type Clock } from '@paperclip/core'
import { httpSchema, parseHttpConfig, type HttpConfig } from './config.ts'
import { cancelDeferred, pollDeferred } from './deferred-run.ts'
import { addressGuard, type AddressGuardOptions } from './guard/address-guard.ts'
import { postRun } from './post-run.ts'
import { probeRemote } from './probe.ts'
import type { Line } from './remote.ts'

export interface HttpAdapterOptions extends AddressGuardOptions {
  clock?: Clock
}

/**
 * Agents that work behind an address: a run is posted as JSON, and the reply is its outcome, or says that it goes on there for hours.
 * Only public addresses are reached, unless `allow` says otherwise: `httpAdapter({ allow: ['127.0.0.1', '10.1.0.0/16', 'agents.internal'] })`.
 * Throws `misconfigured` if `allow` cannot be read. See the package's README for the protocol.
 */
export function httpAdapter(options: HttpAdapterOptions = {}): Adapter<HttpConfig> {
  const line: Line = { guard: addressGuard(options), clock: options.clock ?? systemClock }
  return {
    kind: 'http',
    metering: 'run',
    schema: httpSchema,
    parse: parseHttpConfig,
    run: job => postRun(line, job),
    probe: config => probeRemote(line, config),
    poll: (handle, config) => pollDeferred(line, handle, config),
    cancel: (handle, config) => cancelDeferred(line, handle, config),
  }
}
