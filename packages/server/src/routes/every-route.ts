import { healthRoutes } from './health.ts'
import type { Route } from './route.ts'
import { taskRoutes } from './tasks.ts'

/** Everything that is served below `/api/v1`. */
export const everyRoute: readonly Route[] = [...healthRoutes, ...taskRoutes]
