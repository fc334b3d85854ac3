import type { Caller } from '@paperclip/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Who calls, as records and limits name them, and the company they are of, if they are of one alone. */
export interface KnownCaller { kind: Caller['kind']; id: string; companyId: string | null }

declare module 'fastify' {
  interface FastifyRequest {
    /** Who proved themselves with it. Noted on the request itself: what a `WeakMap` knows of outlives every small collection of garbage. */
    knownCaller: KnownCaller | null
  }
}

/** Makes requests of an app able to note who calls. */
export const knowCallers = (app: FastifyInstance): void => void app.decorateRequest('knownCaller', null)

/** Notes who proved to be who they are, whether they are let in or not. */
export function noteCaller(request: FastifyRequest, caller: Caller): void {
  request.knownCaller = { kind: caller.kind, id: caller.kind === 'agent' ? caller.agentId : caller.by.id, companyId: caller.kind === 'operator' ? null : caller.companyId }
}

/** Who proved themselves with a request; undefined for nobody in particular. */
export const callerOfRequest = ({ knownCaller }: Pick<FastifyRequest, 'knownCaller'>): KnownCaller | undefined => knownCaller ?? undefined
