import type { FastifyInstance } from 'fastify'
import { mount } from '../http/mount.ts'
import type { ServerContext } from '../server-context.ts'
import { everyIncumbentRoute } from './every-incumbent-route.ts'

/** Mounts the agent protocol of the existing application. Its clients read `error` and `details` of what went wrong: problems have them too. */
export function mountCompatibility(app: FastifyInstance, context: ServerContext): void {
  app.addHook('onSend', async (_, reply, payload) => {
    if (reply.statusCode < 400 || typeof payload !== 'string') return payload
    const problem: unknown = JSON.parse(payload)
    return JSON.stringify({ ...Object(problem), error: Reflect.get(Object(problem), 'detail'), details: Reflect.get(Object(problem), 'fields') ?? [] })
  })
  mount(app, everyIncumbentRoute, context)
}
