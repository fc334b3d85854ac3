import { Type } from 'typebox'
import { forMonitors, Reply, type Route } from './route.ts'

/** What a monitoring system reads. */
export const metricsRoutes: readonly Route[] = [
  forMonitors({
    method: 'GET', path: '/metrics', tag: 'Operations', summary: 'The numbers of this node, for Prometheus',
    description: 'For owners of the installation, and for whoever has the token that the server was started with for this alone.', replies: { 200: Type.String({ contentMediaType: 'text/plain' }) },
    async handle({ context: { metrics } }) {
      return new Reply(200, Buffer.from(await metrics.text()), { 'content-type': metrics.contentType })
    },
  }),
]
