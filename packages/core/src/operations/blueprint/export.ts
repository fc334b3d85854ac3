import type { Budget } from '../../domain/budget.ts'
import { company } from '../../domain/company.ts'
import { DEFAULT_AGENT_RUNS, DEFAULT_HEARTBEAT } from '../../domain/limits.ts'
import type { Json } from '../../policy/canonical.ts'
import { DEFAULT_SOURCE } from './definition.ts'
import { keyedGoals } from './match-goals.ts'
import { standingOf, type BlueprintNoun, type Snapshot, type Standing, type StandingByNoun } from './standing.ts'
import { heartbeatOf, usualFacts } from './usual.ts'
import { isSame, less, writtenHeartbeat, type Facts } from './written.ts'

type Fields = { [field: string]: Json }
/** Reads a file of a skill: as text, or in base64. */
export type SkillText = (skill: string, path: string) => Json

/** A company as a definition would write it: nothing that happened in it, no secret values, and nothing that is at its default. In the order of names. */
export function exported(snapshot: Snapshot, source: string, textOf: SkillText): Fields {
  const standing = withoutWhatIsOver(standingOf(snapshot, keyedGoals(snapshot)))
  const roles = new Map(standing.role.map(({ key, facts }) => [key, facts]))
  const { slug, name, mission, zone, prefix, maxRuns, agentRunsPerHour, boardMinimum } = snapshot.company
  const own = budgetsWithAgents(standing, roles)
  const entries = (noun: BlueprintNoun, write: (one: Standing, facts: Fields) => Fields): Fields =>
    Object.fromEntries(sorted(standing[noun]).map(one => [one.key, write(one, less(one.facts, usualFacts(noun, one.key, roles)(one.facts)))]))
  const sections: Fields = {
    company: less({ name, mission, zone, maxRuns, agentRunsPerHour, boardMinimum }, USUAL_COMPANY),
    roles: entries('role', (_, facts) => ({ ...facts, ...shortTools(facts), ...facts['heartbeat'] ? { heartbeat: lessHeartbeat(facts['heartbeat'], writtenHeartbeat(DEFAULT_HEARTBEAT)) } : {} })),
    agents: entries('agent', ({ key, facts: { role = null, adapter = null, heartbeat = null } }, facts) => ({
      ...facts, ...shortTools(facts), ...own.get(key), adapter: less(fieldsOf(adapter), { config: {}, perRun: null }),
      ...facts['heartbeat'] ? { heartbeat: lessHeartbeat(heartbeat, heartbeatOf(roles, role)) } : {},
    })),
    goals: entries('goal', (_, { metric = null, ...facts }) => ({ ...facts, ...metric === null ? {} : { metric: withoutCurrent(metric) } })),
    projects: entries('project', (_, facts) => facts),
    budgets: sorted(standing.budget).filter(budget => !isWithAgent(budget, own)).map(({ key, facts }) => less(facts, usualFacts('budget', key, roles)(facts))),
    tools: entries('tool', (_, facts) => facts),
    secrets: Object.fromEntries(sorted(snapshot.secrets.map(secret => ({ ...secret, key: secret.slug }))).map(({ key, description }) => [key, less({ description }, { description: '' })])),
    skills: entries('skill', ({ key, facts: { description = '', files = {} } }) => ({ description, files: Object.fromEntries(Object.keys(fieldsOf(files)).sort().map(path => [path, textOf(key, path)])) })),
    routines: entries('routine', (_, { schedule = null, ...facts }) => ({ ...facts, ...schedule === null ? {} : shortSchedule(fieldsOf(schedule)) })),
  }
  return { schema: 1, ...source === DEFAULT_SOURCE ? {} : { source }, slug, prefix, ...Object.fromEntries(Object.entries(sections).filter(([, section]) => typeof section === 'object' && section !== null && Object.keys(section).length > 0)) }
}

const USUAL_COMPANY: Facts = { mission: '', zone: 'UTC', maxRuns: 100, agentRunsPerHour: DEFAULT_AGENT_RUNS, boardMinimum: company.shape.boardMinimum.parse(1) }

const sorted = <T extends { key: string }>(all: readonly T[]): T[] => [...all].sort((one, other) => (one.key < other.key ? -1 : 1))

/** Leaves out what is over, and whatever hangs on it alone. */
function withoutWhatIsOver(standing: StandingByNoun): StandingByNoun {
  const live = (noun: BlueprintNoun): Standing[] => standing[noun].filter(({ state }) => state === 'live')
  const agents = new Set(live('agent').map(({ key }) => key)), goals = new Set(live('goal').map(({ key }) => key)), projects = new Set(live('project').map(({ key }) => key))
  const among = (known: ReadonlySet<string>, value: Json | undefined): Json => (typeof value === 'string' && !known.has(value) ? null : value ?? null)
  const payers: Readonly<Record<Budget['scope'], ReadonlySet<string> | null>> = { company: null, key: null, agent: agents, team: agents, goal: goals, project: projects }
  return {
    skill: live('skill'), tool: live('tool'), role: live('role'), agent: live('agent'),
    goal: live('goal').map(one => ({ ...one, facts: { ...one.facts, parent: among(goals, one.facts['parent']), owner: among(agents, one.facts['owner']), team: among(agents, one.facts['team']) } })),
    project: live('project').map(one => ({ ...one, facts: { ...one.facts, lead: among(agents, one.facts['lead']), goal: among(goals, one.facts['goal']) } })),
    routine: live('routine').filter(({ facts: { assignee } }) => typeof assignee !== 'string' || agents.has(assignee)).map(one => ({
      ...one, facts: { ...one.facts, reviewer: among(agents, one.facts['reviewer']), project: among(projects, one.facts['project']), goal: among(goals, one.facts['goal']) },
    })),
    budget: live('budget').filter(({ facts: { scope, for: whom } }) => {
      const known = Object.entries(payers).find(([name]) => name === scope)?.[1]
      return !known || (typeof whom === 'string' && known.has(whom))
    }),
  }
}

/** What agents say of their budgets: nothing where it is the one of their role, the one they have, or none where the list says more. */
function budgetsWithAgents({ agent, budget }: StandingByNoun, roles: ReadonlyMap<string, Facts>): Map<string, Fields> {
  return new Map(agent.map(({ key, facts: { role } }): [string, Fields] => {
    const usual = (typeof role === 'string' ? roles.get(role)?.['budget'] : null) ?? null
    const its = budget.filter(({ facts }) => facts['scope'] === 'agent' && facts['for'] === key)
    const [one] = its
    if (!one) return [key, usual === null ? {} : { budget: null }]
    if (its.length > 1 || one.facts['warnPercent'] !== 80) return [key, { budget: null }]
    const { limit = null, window = null } = one.facts
    return [key, isSame({ limit, window }, usual) ? {} : { budget: less({ limit, window }, { window: 'month' }) }]
  }))
}

const isWithAgent = ({ facts: { scope, for: whom } }: Standing, own: ReadonlyMap<string, Fields>): boolean =>
  scope === 'agent' && typeof whom === 'string' && own.get(whom)?.['budget'] !== null

const SCHEDULE = ['every', 'cron', 'zone']

function lessHeartbeat(heartbeat: Json, usual: Json): Json {
  const [schedule, rest] = parted(fieldsOf(heartbeat)), [usualSchedule, usualRest] = parted(fieldsOf(usual))
  return { ...isSame(schedule, usualSchedule) ? {} : shortSchedule(schedule), ...less(rest, usualRest) }
}

const parted = (heartbeat: Fields): [schedule: Fields, rest: Fields] => {
  const pick = (want: (field: string) => boolean): Fields => Object.fromEntries(Object.entries(heartbeat).filter(([field]) => want(field)))
  return [pick(field => SCHEDULE.includes(field)), pick(field => !SCHEDULE.includes(field))]
}

const shortSchedule = (schedule: Fields): Fields => less(schedule, { zone: 'UTC' })
const shortTools = ({ tools }: Fields): Fields => (tools === undefined || tools === null ? {} : { tools: less(fieldsOf(tools), { allow: null, mcp: [] }) })

/** Where a metric stands is not the definition's. */
function withoutCurrent(metric: Json): Json {
  const { current: _reported, ...rest } = fieldsOf(metric)
  return rest
}

const fieldsOf = (value: Json): Fields => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {})
