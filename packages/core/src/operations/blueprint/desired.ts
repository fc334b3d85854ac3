import { PaperclipError } from '../../domain/error.ts'
import { mergeHeartbeat } from '../../domain/heartbeat.ts'
import { DEFAULT_HEARTBEAT } from '../../domain/limits.ts'
import { writtenMoney, type Facts } from './written.ts'
import { NO_TOOLS } from '../../domain/tool.ts'
import { setBudget } from '../money/set-budget.ts'
import type { Blueprint } from './definition.ts'
import { agentFacts, budgetFacts, budgetKey, goalFacts, projectFacts, roleFacts, routineFacts, skillFacts, toolFacts, type BudgetLike, type RoleLike } from './facts.ts'
import type { BlueprintNoun, Named, Snapshot, Standing, StandingByNoun } from './standing.ts'

export type DesiredByNoun = Readonly<Record<BlueprintNoun, readonly Named[]>>

type Written<K extends 'roles' | 'routines' | 'goals' | 'projects'> = Blueprint[K][string]

/** A role with every default in its place. */
export const roleOf = (slug: string, given: Written<'roles'>): RoleLike => ({
  title: given.title ?? slug, description: given.description ?? '', permissions: given.permissions ?? {}, tools: given.tools ?? NO_TOOLS, secrets: given.secrets ?? [],
  skills: given.skills ?? [], heartbeat: given.heartbeat ? mergeHeartbeat(DEFAULT_HEARTBEAT, given.heartbeat) : null, budget: given.budget ?? null,
})

/** What a definition wants there to be. What happens by itself is left as it stands: a goal that was achieved, a routine that was paused. */
export function desiredOf(blueprint: Blueprint, snapshot: Snapshot, standing: StandingByNoun): DesiredByNoun {
  const has = (noun: BlueprintNoun, key: string): Standing | undefined => standing[noun].find(one => one.key === key)
  const roles = new Map<string, RoleLike>([...snapshot.roles.map(role => [role.slug, role] as const), ...Object.entries(blueprint.roles).map(([slug, given]) => [slug, roleOf(slug, given)] as const)])
  return {
    skill: Object.entries(blueprint.skills).map(([key, given]) => ({ key, facts: skillFacts(given) })),
    tool: Object.entries(blueprint.tools).map(([key, given]) => ({ key, facts: toolFacts(given) })),
    role: Object.entries(blueprint.roles).map(([key, given]) => ({ key, facts: roleFacts(roleOf(key, given)) })),
    agent: Object.entries(blueprint.agents).map(([key, given]) => {
      const isAtWork = has('agent', key)?.facts['status'] === 'active'
      const heartbeat = mergeHeartbeat(roles.get(given.role)?.heartbeat ?? DEFAULT_HEARTBEAT, given.heartbeat)
      return { key, facts: agentFacts({ ...given, name: given.name ?? key, heartbeat, status: isAtWork ? 'active' : given.status }) }
    }),
    goal: Object.entries(blueprint.goals).map(([key, given]) => ({ key, facts: goalAsItStands(goalFacts({ ...given, status: given.status ?? 'active' }), has('goal', key)?.facts, given.status) })),
    project: Object.entries(blueprint.projects).map(([key, given]) => ({ key, facts: projectFacts({ ...given, name: given.name ?? key, description: given.description ?? '', status: given.status ?? statusOfProject(snapshot, key) }) })),
    routine: Object.entries(blueprint.routines).map(([key, given]) => ({ key, facts: routineFacts(routineOf(key, given, has('routine', key)?.facts)) })),
    budget: budgetsOf(blueprint, roles),
  }
}

/** Where a goal's metric stands, and whether the goal is reached, is the company's own. */
function goalAsItStands(wanted: Facts, standing: Facts | undefined, status: string | undefined): Facts {
  if (!standing) return wanted
  const { metric } = wanted, known = standing['metric']
  return { ...wanted, status: status ?? standing['status'] ?? null, metric: isFields(metric) && isFields(known) ? { ...metric, current: known['current'] ?? null } : metric ?? null }
}

const isFields = (value: Facts[string] | undefined): value is { [field: string]: Facts[string] } => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A project that was put away because the file did not name it comes back when it does. */
function statusOfProject({ projects, manifest }: Snapshot, slug: string) {
  const standing = projects.find(one => one.slug === slug)
  return standing && manifest?.entities.some(({ id }) => id === standing.id) ? standing.status : 'active'
}

function routineOf(slug: string, given: Written<'routines'>, standing: Facts | undefined) {
  const { every, cron, zone = 'UTC' } = given
  return {
    title: given.title ?? slug, description: given.description ?? '', acceptance: given.acceptance ?? '', priority: given.priority ?? 'medium' as const, labels: given.labels ?? [],
    assignee: given.assignee, reviewer: given.reviewer ?? null, project: given.project ?? null, goal: given.goal ?? null, signal: given.signal ?? null,
    schedule: every !== undefined ? { kind: 'every' as const, everyMs: every } : cron !== undefined ? { kind: 'cron' as const, cron, zone } : null,
    catchUp: given.catchUp ?? { kind: 'once' as const }, overlap: given.overlap ?? 'skip' as const, status: given.status ?? (standing?.['status'] === 'paused' ? 'paused' as const : 'active' as const),
  }
}

/** Those that are listed, and those that stand with an agent or its role. */
function budgetsOf({ budgets, agents }: Blueprint, roles: ReadonlyMap<string, RoleLike>): Named[] {
  const named = new Map<string, BudgetLike>()
  const add = (budget: BudgetLike): void => {
    const key = budgetKey(budget)
    if (named.has(key)) throw new PaperclipError('invalid_input', `The definition is not valid. budgets: that of ${key} is written twice. Keep one.`, { fields: [{ field: 'budgets', problem: `${key} is written twice` }] })
    named.set(key, budget)
  }
  for (const { for: whom = null, ...budget } of budgets) add({ ...budget, for: whom })
  for (const [slug, { budget, role }] of Object.entries(agents)) {
    const money = budget === undefined ? roles.get(role)?.budget : budget
    if (!money) continue
    const { for: whom = null, ...own } = setBudget.input.parse({ scope: 'agent', for: slug, limit: writtenMoney(money.limit), window: money.window })
    if (budget !== undefined || !named.has(budgetKey({ ...own, for: whom }))) add({ ...own, for: whom })
  }
  return [...named].map(([key, budget]) => ({ key, facts: budgetFacts(budget) }))
}
