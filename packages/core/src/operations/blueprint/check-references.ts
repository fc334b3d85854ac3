import { PaperclipError, type FieldProblem } from '../../domain/error.ts'
import type { Blueprint } from './definition.ts'
import type { BlueprintNoun, StandingByNoun } from './standing.ts'

/** What a name in a definition refers to. */
interface Reference { field: string; noun: BlueprintNoun; key: string }

/** Throws `invalid_input` for every name that means nothing, and for a chart or a tree of goals that runs in a circle. */
export function checkReferences(blueprint: Blueprint, known: { standing: StandingByNoun; goes: (noun: BlueprintNoun, id: string) => 'goes' | 'stays' }): void {
  const names = new Map(Object.entries(namesOf(blueprint)).map(([noun, keys]) => [noun, new Set(keys)]))
  for (const noun of ['skill', 'tool', 'role', 'agent', 'project'] as const) {
    for (const { key, id, state } of known.standing[noun]) if (state === 'live' && known.goes(noun, id) === 'stays') names.get(noun)?.add(key)
  }
  const problems: FieldProblem[] = referencesOf(blueprint).filter(({ noun, key }) => !names.get(noun)?.has(key)).map(({ field, noun, key }) => ({ field, problem: `there is no ${noun} "${key}", in the file or in the company` }))
  problems.push(...circles('agents', Object.entries(blueprint.agents).map(([slug, { reportsTo }]) => [slug, reportsTo])), ...circles('goals', Object.entries(blueprint.goals).map(([key, { parent }]) => [key, parent])))
  for (const { key, state } of known.standing.agent) if (state === 'over' && key in blueprint.agents) problems.push({ field: `agents.${key}`, problem: 'was terminated: take it out of the file, or choose another slug' })
  if (problems.length > 0) throw new PaperclipError('invalid_input', `The definition is not valid. ${problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ')}.`, { fields: problems })
}

const namesOf = ({ skills, tools, roles, agents, goals, projects }: Blueprint): Partial<Record<BlueprintNoun, string[]>> =>
  ({ skill: Object.keys(skills), tool: Object.keys(tools), role: Object.keys(roles), agent: Object.keys(agents), goal: Object.keys(goals), project: Object.keys(projects) })

function referencesOf({ roles, agents, goals, projects, routines, budgets }: Blueprint): Reference[] {
  const found: Reference[] = []
  const refer = (noun: BlueprintNoun, field: string, ...keys: readonly (string | null | undefined)[]): void => {
    for (const key of keys) if (typeof key === 'string') found.push({ field, noun, key })
  }
  for (const [slug, { tools, skills }] of Object.entries(roles)) {
    refer('tool', `roles.${slug}.tools.mcp`, ...tools?.mcp ?? [])
    refer('skill', `roles.${slug}.skills`, ...skills ?? [])
  }
  for (const [slug, { role, reportsTo, skills }] of Object.entries(agents)) {
    refer('role', `agents.${slug}.role`, role)
    refer('agent', `agents.${slug}.reportsTo`, reportsTo)
    refer('skill', `agents.${slug}.skills`, ...skills)
  }
  for (const [key, { parent, owner, team }] of Object.entries(goals)) {
    refer('goal', `goals.${key}.parent`, parent)
    refer('agent', `goals.${key}.owner`, owner)
    refer('agent', `goals.${key}.team`, team)
  }
  for (const [slug, { lead, goal }] of Object.entries(projects)) {
    refer('agent', `projects.${slug}.lead`, lead)
    refer('goal', `projects.${slug}.goal`, goal)
  }
  for (const [slug, { assignee, reviewer, project, goal }] of Object.entries(routines)) {
    refer('agent', `routines.${slug}.assignee`, typeof assignee === 'string' ? assignee : null)
    refer('agent', `routines.${slug}.reviewer`, typeof reviewer === 'string' ? reviewer : null)
    refer('project', `routines.${slug}.project`, project)
    refer('goal', `routines.${slug}.goal`, goal)
  }
  for (const [at, { scope, for: whom }] of budgets.entries()) if (scope !== 'company') refer(scope === 'team' ? 'agent' : scope, `budgets.${at}.for`, whom)
  return found
}

function circles(field: string, above: readonly (readonly [string, string | null])[]): FieldProblem[] {
  const over = new Map(above)
  for (const [key] of above) {
    const trail = [key]
    for (let at = over.get(key); typeof at === 'string'; at = over.get(at)) {
      if (at === key) return [{ field: `${field}.${key}`, problem: `is above itself (${[...trail, key].join(' → ')})` }]
      if (trail.includes(at)) break
      trail.push(at)
    }
  }
  return []
}
