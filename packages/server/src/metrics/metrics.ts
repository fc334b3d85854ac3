import type { Clock, Paperclip } from '@paperclip/core'
import { Gauge, Histogram, Registry } from 'prom-client'
import type { Answered } from '../http/tell-requests.ts'
import type { Send } from '../webhooks/send.ts'
import { eventMeters } from './event-meters.ts'
import { processGauges } from './process-gauges.ts'

const SECONDS = [0.005, 0.025, 0.1, 0.5, 2.5, 10]

/** The numbers of one node, in a registry of their own, in the words of Prometheus. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #requests: Histogram<'method' | 'route' | 'status'>
  readonly #letters: Histogram<'outcome'>
  readonly #look: () => Promise<void>
  readonly #stop: () => void

  constructor(paperclip: Paperclip) {
    const registers = [this.#registry]
    this.#requests = new Histogram({ name: 'paperclip_http_request_duration_seconds', help: 'How long answers took, by the pattern of the route.', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers })
    this.#letters = new Histogram({ name: 'paperclip_webhook_attempt_duration_seconds', help: 'How long attempts of this node to tell a webhook took, by what came of them.', labelNames: ['outcome'], buckets: SECONDS, registers })
    const late = new Gauge({ name: 'paperclip_due_lag_seconds', help: 'How long the agent that waits longest has been due and not claimed. The same on every node.', registers })
    const open = new Gauge({ name: 'paperclip_approvals_open', help: 'Questions that boards have not answered. The same on every node.', registers })
    this.#look = async () => {
      const { dueLagMs, openApprovals } = await paperclip.vitals()
      late.set(dueLagMs / 1_000)
      open.set(openApprovals)
    }
    const unhear = paperclip.on(eventMeters(this.#registry)), unwatch = processGauges(this.#registry)
    this.#stop = () => {
      unhear()
      unwatch()
    }
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** Notes an answer. */
  answered({ method, route, status, ms }: Answered): void {
    this.#requests.observe({ method, route, status: String(status) }, ms / 1_000)
  }

  /** Sends letters of webhooks as `send` does, and notes how long each took. */
  timed(send: Send, clock: Pick<Clock, 'monotonic'>): Send {
    return async (...letter) => {
      const began = clock.monotonic(), sending = await send(...letter)
      this.#letters.observe({ outcome: sending.kind }, (clock.monotonic() - began) / 1_000)
      return sending
    }
  }

  /** Everything, as text. */
  async text(): Promise<string> {
    await this.#look()
    return this.#registry.metrics()
  }

  close(): void {
    this.#stop()
    this.#registry.clear()
  }
}
