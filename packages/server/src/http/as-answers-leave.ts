import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Does something with every answer as it leaves, at once: an answer waits for nothing here. */
export function asAnswersLeave(app: FastifyInstance, act: (request: FastifyRequest, reply: FastifyReply) => void): void {
  app.addHook('onSend', (...[request, reply, payload, done]) => {
    act(request, reply)
    done(null, payload)
  })
}
