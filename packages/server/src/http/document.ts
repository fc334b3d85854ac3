import fastify from 'fastify'
import { OPENAPI } from '../openapi.ts'
import { IDEMPOTENCY_KEY } from './idempotency-key.ts'
import { IF_MATCH } from './if-match.ts'
import { NOTHING } from './mount.ts'
import { PROBLEM } from './problem.ts'
import { waysInto } from './proofs.ts'
import type { Route } from '../routes/route.ts'
import { toldOnce } from '../wire/told-once.ts'

const PROBLEMS = { '4XX': { description: 'A problem: what was wrong, and what to do.', content: { 'application/problem+json': { schema: PROBLEM } } } }

/** Routes, and where they are mounted. */
export interface Mounted { prefix: string; routes: readonly Route[] }

/** The OpenAPI document of routes. It is made of an app that nothing is asked of, when somebody wants to read it: what serves knows nothing of it, and starts without it. */
export async function documentOf(mounted: readonly Mounted[]): Promise<object> {
  const { default: swagger } = await import('@fastify/swagger'), app = fastify()
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => JSON.stringify)
  await app.register(swagger, { openapi: OPENAPI, transformObject: told => toldOnce('openapiObject' in told ? told.openapiObject : told.swaggerObject) })
  for (const { prefix, routes } of mounted) await app.register(async api => routes.forEach(route => api.route({ method: route.method, url: route.path, schema: schemaOf(route), handler: async () => null })), { prefix })
  await app.ready()
  const document = app.swagger()
  await app.close()
  return document
}

const schemaOf = ({ method, summary, description, tag, query, body, replies, access, speaks, precondition, repeated }: Route): object => ({
  summary, tags: [tag], hide: speaks !== undefined, ...description === undefined ? {} : { description },
  ...headersOf({ precondition, repeated }), querystring: query ?? NOTHING, ...body ? { body } : {},
  response: { ...Object.fromEntries(Object.entries(replies).map(([status, schema]) => [status, schema ?? { type: 'null', description: 'Done.' }])), ...PROBLEMS },
  security: waysInto({ access, method }),
})

/** The headers that a route heeds. */
function headersOf({ precondition, repeated }: { [H in 'precondition' | 'repeated']: Route[H] | undefined }): { headers?: object } {
  const properties = { ...precondition ? IF_MATCH.properties : {}, ...repeated === 'Idempotency-Key' ? IDEMPOTENCY_KEY : {} }
  return Object.keys(properties).length === 0 ? {} : { headers: { type: 'object', properties } }
}
