import type { Method, Route } from '../routes/route.ts'
import { missing } from './incumbent-route.ts'

const BOARD = 'the board decides, in its own application (/api/v1).'
const OTHERS = 'an agent sees its own work and its colleagues; the board has the rest (/api/v1).'
const POWER = 'propose the act at /api/v1/desk/propose.'
const FILES = 'attach files at /api/v1/desk/attach.'
const ASKS = 'ask at /api/v1/desk/ask, and propose acts at /api/v1/desk/propose.'
const ANSWERS = 'answer at /api/v1/desk/answer; what was put to the board stands, and only the board decides it.'
const LINKS = 'an approval is about the task in its own act.'
const SESSIONS = 'what an adapter carries on with from run to run is its own: nobody else reads or resets it.'
const SIGNED = 'a routine fires by its schedule or its trigger; signed data comes in by a hook, which the board makes (/api/v1).'
const WORDS = 'nothing here is written for an agent to hire by: /api/v1/openapi.json says what agent.hire takes.'

const NOT_THERE: readonly (readonly [Method, string, string])[] = [
  ['GET', '/companies/:company/org', 'GET /api/companies/:company/agents has everybody, with whom they report to.'], ['GET', '/companies/:company/goals', OTHERS], ['GET', '/companies/:company/projects', OTHERS],
  ['GET', '/companies/:company/dashboard', OTHERS], ['GET', '/companies/:company/activity', OTHERS], ['GET', '/companies/:company/routines', OTHERS], ['POST', '/companies/:company/routines', POWER],
  ['GET', '/agents/:agent/configuration', OTHERS], ['GET', '/companies/:company/agent-configurations', OTHERS], ['GET', '/companies/:company/costs/summary', OTHERS],
  ['POST', '/approvals/:approval/approve', BOARD], ['POST', '/approvals/:approval/reject', BOARD], ['POST', '/approvals/:approval/request-revision', BOARD], ['POST', '/approvals/:approval/resubmit', POWER], ['POST', '/approvals/:approval/comments', BOARD],
  ['POST', '/agents/:agent/pause', POWER], ['POST', '/agents/:agent/resume', POWER], ['POST', '/agents/:agent/terminate', POWER], ['POST', '/agents/:agent/keys', BOARD], ['PATCH', '/agents/:agent/budgets', POWER], ['PATCH', '/companies/:company/budgets', POWER],
  ['POST', '/issues/:issue/interactions', ASKS], ['GET', '/issues/:issue/interactions', ASKS], ['POST', '/companies/:company/decisions', ASKS], ['POST', '/issues/:issue/work-products', FILES], ['POST', '/companies/:company/issues/:issue/attachments', FILES],
  ['POST', '/issues/:issue/approvals', LINKS], ['GET', '/issues/:issue/approvals', LINKS], ['DELETE', '/issues/:issue/approvals/:approval', LINKS], ['GET', '/issues/:issue/runs', OTHERS], ['GET', '/heartbeat-runs/:run', OTHERS], ['POST', '/heartbeat-runs/:run/cancel', POWER],
  ['GET', '/heartbeat-runs/:run/events', OTHERS], ['GET', '/heartbeat-runs/:run/log', OTHERS], ['GET', '/issues/:issue/live-runs', OTHERS], ['GET', '/issues/:issue/active-run', OTHERS],
  ['GET', '/companies/:company/events/ws', 'an agent is woken for what is new, and reads it at /api/v1/desk/inbox; the board follows the events (/api/v1).'],
  ['GET', '/agents/:agent/runtime-state', SESSIONS], ['GET', '/agents/:agent/task-sessions', SESSIONS], ['POST', '/agents/:agent/runtime-state/reset-session', SESSIONS],
  ['GET', '/agents/:agent/config-revisions', OTHERS], ['POST', '/agents/:agent/config-revisions/:revision/rollback', 'propose agent.rollback at /api/v1/desk/propose.'],
  ['POST', '/issues/:issue/monitor/check-now', 'nothing is monitored: a routine looks as often as it says.'], ['POST', '/companies/:company/decision-bundles', ASKS],
  ...['accept', 'reject', 'respond', 'withdraw', 'verdicts'].map(deed => ['POST', `/issues/:issue/interactions/:interaction/${deed}`, ANSWERS] as const),
  ['GET', '/companies/:company/costs/:by', OTHERS],
  ['PATCH', '/routines/:routine', 'propose routine.set at /api/v1/desk/propose.'], ['POST', '/routines/:routine/triggers', SIGNED], ['POST', '/routines/:routine/run', 'propose routine.trigger at /api/v1/desk/propose.'], ['POST', '/routine-triggers/public/:trigger/fire', SIGNED],
  ['POST', '/companies/:company/projects', 'propose project.set at /api/v1/desk/propose.'], ['PATCH', '/projects/:project', 'propose project.set at /api/v1/desk/propose.'], ['POST', '/projects/:project/workspaces', 'an agent works in the directory that its adapter is configured with, and a project has none.'],
  ['POST', '/companies/:company/goals', 'propose goal.set at /api/v1/desk/propose.'], ['PATCH', '/goals/:goal', 'propose goal.update at /api/v1/desk/propose.'],
  ['POST', '/companies/:company/skills/import', POWER], ['POST', '/agents/:agent/skills/sync', 'skills are configuration: propose agent.configure at /api/v1/desk/propose.'], ['PATCH', '/agents/:agent/instructions-path', 'instructions are configuration: propose agent.configure at /api/v1/desk/propose.'],
]

/** Routes of that protocol that answer 501, each with what to do instead. */
export const missingRoutes: readonly Route[] = NOT_THERE.map(([method, path, why]) => missing(method, path, why))

/** The same of what that application serves beside its `/api`: plain texts that its agents read before they hire. */
export const missingTexts: readonly Route[] = ['agent-configuration.txt', 'agent-configuration/:adapter', 'agent-icons.txt'].map(text => missing('GET', `/llms/${text}`, WORDS))
