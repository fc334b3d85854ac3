import type { Caller } from '@paperclip/core'
import type { FastifyRequest } from 'fastify'

/** Who calls, as records and limits name them. */
export interface KnownCaller { kind: Caller['kind']; id: string }

const CALLERS = new WeakMap<FastifyRequest, KnownCaller>()

/** Notes who proved to be who they are, whether they are let in or not. */
export const noteCaller = (request: FastifyRequest, caller: Caller): void => void CALLERS.set(request, { kind: caller.kind, id: caller.kind === 'agent' ? caller.agentId : caller.by.id })

/** Who proved themselves with a request; undefined for nobody in particular. */
export const callerOfRequest = (request: FastifyRequest): KnownCaller | undefined => CALLERS.get(request)
