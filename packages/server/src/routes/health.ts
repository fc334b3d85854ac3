import { Type } from 'typebox'
import { forAnyone, Reply, type Route } from './route.ts'

const OK = Type.Object({ ok: Type.Boolean() })
const tag = 'Operations'

/** What a load balancer asks, and whoever starts the process anew. It tells nothing else. */
export const healthRoutes: readonly Route[] = [
  forAnyone({ why: 'it says that the process answers, and nothing else', method: 'GET', path: '/healthz', tag, summary: 'The process answers', replies: { 200: OK }, handle: async () => ({ ok: true }) }),
  forAnyone({
    why: 'it says whether this node takes work, and nothing of what is in it', method: 'GET', path: '/readyz', tag, summary: 'This node can be given work',
    description: 'Its data answer and are of this version, and it was not told to end. What is wrong where that is not so stands in its log. An answer holds for a second.', replies: { 200: OK, 503: OK },
    async handle({ context: { readiness } }) {
      const ok = await readiness.read()
      return new Reply(ok ? 200 : 503, { ok })
    },
  }),
]
