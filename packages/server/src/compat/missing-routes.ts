import type { Method, Route } from '../routes/route.ts'
import { missing } from './incumbent-route.ts'

const BOARD = 'the board decides, in its own application (/api/v1).'
const OTHERS = 'an agent sees its own work and its colleagues; the board has the rest (/api/v1).'
const POWER = 'propose the act at /api/v1/desk/propose.'
const FILES = 'attach files at /api/v1/desk/attach.'
const ASKS = 'ask at /api/v1/desk/ask, and propose acts at /api/v1/desk/propose.'

const NOT_THERE: readonly (readonly [Method, string, string])[] = [
  ['GET', '/companies/:company/org', 'GET /api/companies/:company/agents has everybody, with whom they report to.'], ['GET', '/companies/:company/goals', OTHERS], ['GET', '/companies/:company/projects', OTHERS],
  ['GET', '/companies/:company/dashboard', OTHERS], ['GET', '/companies/:company/activity', OTHERS], ['GET', '/companies/:company/routines', OTHERS], ['POST', '/companies/:company/routines', POWER],
  ['GET', '/agents/:agent/configuration', OTHERS], ['GET', '/companies/:company/agent-configurations', OTHERS], ['GET', '/companies/:company/costs/summary', OTHERS],
  ['POST', '/approvals/:approval/approve', BOARD], ['POST', '/approvals/:approval/reject', BOARD], ['POST', '/approvals/:approval/request-revision', BOARD], ['POST', '/approvals/:approval/resubmit', POWER], ['POST', '/approvals/:approval/comments', BOARD],
  ['POST', '/agents/:agent/pause', POWER], ['POST', '/agents/:agent/resume', POWER], ['POST', '/agents/:agent/terminate', POWER], ['POST', '/agents/:agent/keys', BOARD], ['PATCH', '/agents/:agent/budgets', POWER], ['PATCH', '/companies/:company/budgets', POWER],
  ['POST', '/issues/:issue/interactions', ASKS], ['GET', '/issues/:issue/interactions', ASKS], ['POST', '/companies/:company/decisions', ASKS], ['POST', '/issues/:issue/work-products', FILES], ['POST', '/companies/:company/issues/:issue/attachments', FILES],
  ['POST', '/issues/:issue/approvals', 'an approval is about the task in its own act.'], ['GET', '/issues/:issue/runs', OTHERS], ['GET', '/heartbeat-runs/:run', OTHERS], ['POST', '/heartbeat-runs/:run/cancel', POWER],
  ['POST', '/companies/:company/skills/import', POWER], ['PATCH', '/agents/:agent/instructions-path', 'instructions are configuration: propose agent.configure at /api/v1/desk/propose.'],
]

/** Routes of that protocol that answer 501, each with what to do instead. */
export const missingRoutes: readonly Route[] = NOT_THERE.map(([method, path, why]) => missing(method, path, why))
