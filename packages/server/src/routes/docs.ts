import { Type } from 'typebox'
import { PAGE_STYLE, pageOfApi } from '../docs-page.ts'
import { ANYTHING } from '../wire/schema.ts'
import { forAnyone, Reply, type Route } from './route.ts'

const tag = 'Documentation'
const why = 'it tells how this software is called, which anybody can read elsewhere, and nothing of this installation'
const text = (type: string) => Type.Unsafe({ description: 'The page.', content: { [type]: { schema: { type: 'string' } } } })
const told = (body: string, type: string): Reply => new Reply(200, Buffer.from(body), { 'content-type': `${type}; charset=utf-8` })

/** What there is to call, for programs and for people. */
export const docsRoutes: readonly Route[] = [
  forAnyone({ why, method: 'GET', path: '/openapi.json', tag, summary: 'Every route, as an OpenAPI 3.1 document', replies: { 200: ANYTHING }, handle: ({ context }) => context.document() }),
  forAnyone({ why, method: 'GET', path: '/docs', tag, summary: 'Every route, to be read by people', replies: { 200: text('text/html') }, handle: async ({ context }) => told(pageOfApi(await context.document()), 'text/html') }),
  forAnyone({ why, method: 'GET', path: '/docs.css', tag, summary: 'How that page looks', replies: { 200: text('text/css') }, handle: async () => told(PAGE_STYLE, 'text/css') }),
]
