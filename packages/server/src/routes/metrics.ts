import { Type } from 'typebox'
import { forMonitors, Reply, type Route } from './route.ts'

const NUMBERS = Type.Unsafe({ description: 'The numbers, in the text format of Prometheus.', content: { 'text/plain; version=0.0.4': { schema: { type: 'string' } } } })

/** What a monitoring system reads. */
export const metricsRoutes: readonly Route[] = [
  forMonitors({
    method: 'GET', path: '/metrics', tag: 'Operations', summary: 'The numbers of this node, for Prometheus',
    description: 'For owners of the installation, and for whoever has the token that the server was started with for this alone.', replies: { 200: NUMBERS },
    async handle({ context: { metrics } }) {
      return new Reply(200, Buffer.from(await metrics.text()), { 'content-type': metrics.contentType })
    },
  }),
]
