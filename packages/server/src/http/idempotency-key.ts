import type { FastifyRequest } from 'fastify'
import type { RouteWords } from '../routes/route.ts'

/** True if a request has a key that the route it asks for would not look at: who sent it believes that it is safe to send again. */
export const isKeyUnheeded = ({ headers }: Pick<FastifyRequest, 'headers'>, { method, repeated }: Pick<RouteWords, 'method' | 'repeated'>): boolean => headers['idempotency-key'] !== undefined && method !== 'GET' && repeated === undefined

/** As the OpenAPI document tells it. */
export const IDEMPOTENCY_KEY = { 'idempotency-key': { type: 'string', minLength: 1, maxLength: 200, description: 'Asked again with the same key and the same input, it is done once and answered as it was then, for 24 hours; with another input it is a conflict.' } } as const
