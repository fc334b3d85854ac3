import type { AgentConfiguration, Agent } from '../../domain/agent.ts'
import type { Budget } from '../../domain/budget.ts'
import type { Goal, Project } from '../../domain/goal.ts'
import type { Role } from '../../domain/role.ts'
import type { Routine } from '../../domain/routine.ts'
import type { SkillFile } from '../../domain/skill.ts'
import type { Tool } from '../../domain/tool.ts'
import { plain } from '../../policy/plain.ts'
import { writtenCatchUp, writtenGrants, writtenHeartbeat, writtenMoney, writtenSchedule, type Facts } from './written.ts'

/** Somebody as a definition names them: an agent's slug, or an operator. */
export type PartyName = string | { operator: string }

export type RoleLike = Pick<Role, 'title' | 'description' | 'permissions' | 'tools' | 'secrets' | 'skills' | 'heartbeat' | 'budget'>
export interface AgentLike extends Omit<AgentConfiguration, 'roleId'>, Pick<Agent, 'status'> { role: string; reportsTo: string | null }
export interface GoalLike extends Pick<Goal, 'title' | 'description' | 'metric' | 'dueAt' | 'status'> { parent: string | null; owner: string | null; team: string | null }
export interface ProjectLike extends Pick<Project, 'name' | 'description' | 'status'> { lead: string | null; goal: string | null }
export interface RoutineLike extends Pick<Routine, 'schedule' | 'signal' | 'catchUp' | 'overlap' | 'status'>, Pick<Routine['task'], 'title' | 'description' | 'acceptance' | 'priority' | 'labels'> {
  assignee: PartyName
  reviewer: PartyName | null
  project: string | null
  goal: string | null
}
export interface BudgetLike extends Pick<Budget, 'scope' | 'window' | 'limit' | 'warnPercent'> { for: string | null }

/** Each kind of entity as facts: the same whether a definition writes it or the company has it. */
export const roleFacts = ({ title, description, permissions, tools, secrets, skills, heartbeat, budget }: RoleLike): Facts => ({
  title, description, permissions: writtenGrants(permissions), tools: plain(tools), secrets: [...secrets], skills: [...skills],
  heartbeat: heartbeat && writtenHeartbeat(heartbeat), budget: budget && { limit: writtenMoney(budget.limit), window: budget.window },
})

export const agentFacts = ({ role, reportsTo, name, instructions, adapter: { kind, config, perRun }, heartbeat, tools, skills, status }: AgentLike): Facts => ({
  name, role, reportsTo, adapter: { kind, config: plain(config), perRun: perRun === null ? null : writtenMoney(perRun) }, heartbeat: writtenHeartbeat(heartbeat),
  tools: plain(tools), skills: [...skills], instructions, status,
})

export const goalFacts = ({ title, description, parent, owner, team, metric, dueAt, status }: GoalLike): Facts =>
  ({ title, description, parent, owner, team, metric: plain(metric), dueAt: plain(dueAt), status })

export const projectFacts = ({ name, description, lead, goal, status }: ProjectLike): Facts => ({ name, description, lead, goal, status })

export const routineFacts = ({ title, description, acceptance, priority, labels, assignee, reviewer, project, goal, schedule, signal, catchUp, overlap, status }: RoutineLike): Facts => ({
  title, description, acceptance, priority, labels: [...labels], assignee: plain(assignee), reviewer: plain(reviewer), project, goal,
  schedule: schedule && writtenSchedule(schedule), signal, catchUp: writtenCatchUp(catchUp), overlap, status,
})

export const budgetFacts = ({ scope, for: whom, window, limit, warnPercent }: BudgetLike): Facts => ({ scope, for: whom, window, limit: writtenMoney(limit), warnPercent })

export const toolFacts = ({ description, connection }: Pick<Tool, 'description' | 'connection'>): Facts => ({ description, connection: plain(connection) })

export const skillFacts = ({ description, files }: { description: string; files: readonly SkillFile[] }): Facts =>
  ({ description, files: Object.fromEntries(files.map(({ path, bytes, sha256 }) => [path, { bytes, sha256 }])) })

/** What a budget is called: there is one of each scope and window. */
export const budgetKey = ({ scope, for: whom, window }: Pick<BudgetLike, 'scope' | 'for' | 'window'>): string => `${whom === null ? scope : `${scope} ${whom}`} (${window})`
