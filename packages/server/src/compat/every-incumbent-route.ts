import type { Mounted } from '../http/document.ts'
import type { Route } from '../routes/route.ts'
import { boardRoutes } from './board.ts'
import { errandRoutes } from './errands.ts'
import { identityRoutes } from './identity.ts'
import { issueRoutes } from './issues.ts'
import { missingRoutes, missingTexts } from './missing-routes.ts'
import { paperRoutes } from './papers.ts'

/** Everything of the existing application's protocol that is served below `/api`, where it was asked for. */
export const everyIncumbentRoute: readonly Route[] = [...identityRoutes, ...issueRoutes, ...paperRoutes, ...boardRoutes, ...errandRoutes, ...missingRoutes]

/** All of that protocol, and where it is mounted: its texts for agents stand beside its `/api`. */
export const incumbentMounts: readonly Mounted[] = [{ prefix: '/api', routes: everyIncumbentRoute }, { prefix: '', routes: missingTexts }]
