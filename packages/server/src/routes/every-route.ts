import { accessRoutes } from './access.ts'
import { accountRoutes } from './accounts.ts'
import { callbackRoutes } from './callbacks.ts'
import { companyRoutes } from './companies.ts'
import { artifactRoutes } from './artifacts.ts'
import { costRoutes } from './costs.ts'
import { deskRoutes } from './desk.ts'
import { docsRoutes } from './docs.ts'
import { documentRoutes } from './documents.ts'
import { eventRoutes } from './events.ts'
import { hookRoutes } from './hooks.ts'
import { healthRoutes } from './health.ts'
import { metricsRoutes } from './metrics.ts'
import { installationRoutes } from './installation.ts'
import { oidcRoutes } from './oidc.ts'
import { oversightRoutes } from './oversight.ts'
import { peopleRoutes } from './people.ts'
import { planRoutes } from './plans.ts'
import type { Route } from './route.ts'
import { searchRoutes } from './search.ts'
import { sessionRoutes } from './session.ts'
import { skillRoutes } from './skills.ts'
import { talkRoutes } from './talk.ts'
import { taskRoutes } from './tasks.ts'
import { webhookRoutes } from './webhooks.ts'

/** Everything that is served below `/api/v1`. */
export const everyRoute: readonly Route[] = [
  ...metricsRoutes,
  ...healthRoutes, ...docsRoutes, ...sessionRoutes, ...oidcRoutes, ...accountRoutes, ...companyRoutes, ...searchRoutes, ...peopleRoutes, ...planRoutes, ...taskRoutes, ...documentRoutes, ...artifactRoutes, ...skillRoutes, ...talkRoutes, ...oversightRoutes, ...costRoutes, ...eventRoutes, ...hookRoutes, ...webhookRoutes, ...accessRoutes, ...installationRoutes, ...deskRoutes, ...callbackRoutes,
]
