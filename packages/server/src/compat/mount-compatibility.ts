import type { FastifyInstance } from 'fastify'
import { mount } from '../http/mount.ts'
import type { ServerContext } from '../server-context.ts'
import type { Route } from '../routes/route.ts'
import { incumbentMounts } from './every-incumbent-route.ts'

/** Mounts the agent protocol of the existing application. Its clients read `error` and `details` of what went wrong: problems have them too. */
export function mountCompatibility(app: FastifyInstance, context: ServerContext): void {
  for (const { prefix, routes } of incumbentMounts) void app.register(async api => mountThose(api, routes, context), { prefix })
}

function mountThose(app: FastifyInstance, routes: readonly Route[], context: ServerContext): void {
  app.addHook('onSend', async (_, reply, payload) => {
    if (reply.statusCode < 400 || typeof payload !== 'string') return payload
    const problem: unknown = JSON.parse(payload)
    return JSON.stringify({ ...Object(problem), error: Reflect.get(Object(problem), 'detail'), details: Reflect.get(Object(problem), 'fields') ?? [] })
  })
  mount(app, routes, context)
}
