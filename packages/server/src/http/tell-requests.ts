import { randomIds } from '@paperclip/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callerOfRequest } from '../access/known-caller.ts'
import { asAnswersLeave } from './as-answers-leave.ts'

/** A request that was answered. `route` is its pattern, never the address itself: that may hold what nobody should read. */
export interface Answered { method: string; route: string; status: number; ms: number; requestId: string; caller: { kind: string; id: string } | null }

/** The name under which an answer is found in the log. It is made here: what a caller says is not believed. */
export const nameRequest = (): string => randomIds.next('req')

/** Tells of every answer once it has gone out, and names it in a header. */
export function tellRequests(app: FastifyInstance, hear: (answered: Answered) => void): void {
  asAnswersLeave(app, (request, reply) => void reply.header('x-request-id', request.id))
  app.addHook('onResponse', (request, reply, done) => {
    hear(answeredOf(request, reply))
    done()
  })
}

const answeredOf = (request: FastifyRequest, { statusCode: status, elapsedTime }: FastifyReply): Answered => ({
  method: request.method, route: request.routeOptions.url ?? 'none', status, ms: Math.round(elapsedTime * 10) / 10, requestId: request.id, caller: callerOfRequest(request) ?? null,
})
