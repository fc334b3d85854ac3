import type { Agent } from '../../domain/agent.ts'
import type { Budget } from '../../domain/budget.ts'
import type { Company } from '../../domain/company.ts'
import type { Goal, Project } from '../../domain/goal.ts'
import type { Manifest } from '../../domain/manifest.ts'
import type { Role } from '../../domain/role.ts'
import type { Routine } from '../../domain/routine.ts'
import type { Secret } from '../../domain/secret.ts'
import type { Tool } from '../../domain/tool.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all, need } from '../find.ts'
import type { SkillInForce } from '../skills/read-skill.ts'
import { agentFacts, budgetFacts, budgetKey, goalFacts, projectFacts, roleFacts, routineFacts, skillFacts, toolFacts, type PartyName } from './facts.ts'
import type { Facts } from './written.ts'

/** The rows of a company that a definition can name. */
export interface Snapshot {
  company: Company
  roles: Role[]
  agents: Agent[]
  goals: Goal[]
  projects: Project[]
  budgets: Budget[]
  tools: Tool[]
  secrets: Secret[]
  skills: SkillInForce[]
  routines: Routine[]
  manifest: Manifest | undefined
}

export async function snapshotOf(view: CompanyView, { companyId, source }: { companyId: string; source: string }): Promise<Snapshot> {
  const skills: SkillInForce[] = []
  for (const skill of await all(view, 'skill', { by: 'createdAt' })) skills.push({ skill, version: await need(view, 'skillVersion', `${skill.id}:${skill.version}`) })
  return {
    company: await need(view, 'company', companyId), roles: await all(view, 'role', { by: 'createdAt' }), agents: await all(view, 'agent', { by: 'createdAt' }),
    goals: await all(view, 'goal', { by: 'createdAt' }), projects: await all(view, 'project', { by: 'createdAt' }), budgets: (await all(view, 'budget', { by: 'createdAt' })).filter(({ scope }) => scope !== 'key'),
    tools: await all(view, 'tool', { by: 'createdAt' }), secrets: await all(view, 'secret', { by: 'createdAt' }), skills,
    routines: await all(view, 'routine', { by: 'createdAt' }), manifest: await view.get('manifest', source),
  }
}

export const NOUNS_IN_BLUEPRINT = ['skill', 'tool', 'role', 'agent', 'goal', 'project', 'routine', 'budget'] as const
/** What a definition names, in the order in which one leans on another. */
export type BlueprintNoun = (typeof NOUNS_IN_BLUEPRINT)[number]

export const byNoun = <T>(make: (noun: BlueprintNoun) => T): Readonly<Record<BlueprintNoun, T>> => ({
  skill: make('skill'), tool: make('tool'), role: make('role'), agent: make('agent'), goal: make('goal'), project: make('project'), routine: make('routine'), budget: make('budget'),
})

/** One entity by the name a definition gives it. */
export interface Named { key: string; facts: Facts }
/** One that the company has; `over` is one that is there no more but for the record. */
export interface Standing extends Named { id: string; state: 'live' | 'over' }
export type StandingByNoun = Readonly<Record<BlueprintNoun, readonly Standing[]>>

/** What a company has, by the names under which a definition would write it. */
export function standingOf(snapshot: Snapshot, goalKeys: ReadonlyMap<string, string>): StandingByNoun {
  const names = new Names(snapshot, goalKeys)
  return {
    skill: snapshot.skills.map(({ skill: { id, slug }, version }) => ({ id, key: slug, state: 'live', facts: skillFacts(version) })),
    tool: snapshot.tools.map(tool => ({ id: tool.id, key: tool.slug, state: 'live', facts: toolFacts(tool) })),
    role: snapshot.roles.map(role => ({ id: role.id, key: role.slug, state: 'live', facts: roleFacts(role) })),
    agent: snapshot.agents.map(agent => ({
      id: agent.id, key: agent.slug, state: agent.status === 'terminated' ? 'over' : 'live', facts: agentFacts({ ...agent, role: names.role(agent.roleId), reportsTo: names.agent(agent.reportsTo) }),
    })),
    goal: snapshot.goals.map(goal => ({
      id: goal.id, key: names.goal(goal.id) ?? goal.id, state: goal.status === 'planned' || goal.status === 'active' ? 'live' : 'over',
      facts: goalFacts({ ...goal, parent: names.goal(goal.parentId), owner: names.agent(goal.ownerId), team: names.agent(goal.teamId) }),
    })),
    project: snapshot.projects.map(project => ({
      id: project.id, key: project.slug, state: project.status === 'active' ? 'live' : 'over', facts: projectFacts({ ...project, lead: names.agent(project.leadId), goal: names.goal(project.goalId) }),
    })),
    routine: snapshot.routines.map(routine => ({ id: routine.id, key: routine.slug, state: 'live', facts: routineFacts(routineLike(routine, names)) })),
    budget: snapshot.budgets.map(budget => {
      const named = { ...budget, for: names.payer(budget) }
      return { id: budget.id, key: budgetKey(named), state: 'live', facts: budgetFacts(named) }
    }),
  }
}

const routineLike = (routine: Routine, names: Names) => ({
  ...routine, ...routine.task, project: names.project(routine.task.projectId), goal: names.goal(routine.task.goalId),
  assignee: names.party(routine.assigneeKind, routine.assigneeId) ?? routine.assigneeId, reviewer: names.party(routine.task.reviewerKind, routine.task.reviewerId),
})

/** What ids are called in a definition; an id nobody knows any more stands for itself. */
class Names {
  readonly #slugs: ReadonlyMap<string, string>
  readonly #goals: ReadonlyMap<string, string>

  constructor({ roles, agents, projects }: Snapshot, goals: ReadonlyMap<string, string>) {
    this.#slugs = new Map([...roles, ...agents, ...projects].map(({ id, slug }) => [id, slug]))
    this.#goals = goals
  }

  role = (id: string): string => this.#slugs.get(id) ?? id
  agent = (id: string | null): string | null => (id === null ? null : this.#slugs.get(id) ?? id)
  project = (id: string | null): string | null => this.agent(id)
  goal = (id: string | null): string | null => (id === null ? null : this.#goals.get(id) ?? id)

  party(kind: string | null, id: string | null): PartyName | null {
    if (kind === null || id === null) return null
    return kind === 'operator' ? { operator: id } : this.agent(id)
  }

  payer({ scope, scopeId }: Budget): string | null {
    switch (scope) {
      case 'company': case 'key': return null                        // keys stand in no definition, nor does their money
      case 'goal': return this.goal(scopeId)
      case 'team': case 'agent': case 'project': return this.agent(scopeId)
    }
  }
}
