import type { FastifyInstance } from 'fastify'
import type { ServerContext } from '../server-context.ts'

/** Lets runs know where this server answers, from when it listens until it is closed: by the first of its addresses. */
export function leadAgents(app: FastifyInstance, { paperclip, settings }: Pick<ServerContext, 'paperclip' | 'settings'>): void {
  app.addHook('onListen', async () => paperclip.reachedAt(settings.publicUrls[0] ?? null))
  app.addHook('onClose', async () => paperclip.reachedAt(null))
}
