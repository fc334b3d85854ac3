import { Type } from 'typebox'
import { forAnyone, type Route } from './route.ts'

const OK = Type.Object({ ok: Type.Boolean() })

/** What a load balancer asks. It tells nothing else. */
export const healthRoutes: readonly Route[] = [
  forAnyone({ why: 'it says that the process answers, and nothing else', method: 'GET', path: '/healthz', tag: 'Operations', summary: 'The process answers', replies: { 200: OK }, handle: async () => ({ ok: true }) }),
]
