import type { Caller } from '@paperclip/core'
import type { FastifyRequest } from 'fastify'

/** Who calls, as records and limits name them. */
export interface KnownCaller { kind: Caller['kind']; id: string }

const CALLERS = new WeakMap<FastifyRequest, KnownCaller>()

/** Notes who was let in. */
export function noteCaller(request: FastifyRequest, admitted: object): void {
  const caller: unknown = Reflect.get(admitted, 'caller')
  if (isCaller(caller)) CALLERS.set(request, { kind: caller.kind, id: caller.kind === 'agent' ? caller.agentId : caller.by.id })
}

/** Who was let in with a request; undefined for nobody in particular. */
export const callerOfRequest = (request: FastifyRequest): KnownCaller | undefined => CALLERS.get(request)

/** What the gate lets in is a caller, or nobody. */
const isCaller = (value: unknown): value is Caller => typeof value === 'object' && value !== null && 'kind' in value
