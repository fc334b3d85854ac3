import type { Agent } from '../../domain/agent.ts'
import { lint } from '../../policy/lint.ts'
import type { Finding, LintFacts } from '../../policy/lint-facts.ts'
import { slotsInMonth } from '../../policy/lint-slots.ts'
import type { CompanyView } from '../../ports/store.ts'
import { secretsIn } from '../agents/adapter-choice.ts'
import { all } from '../find.ts'
import { secretsOf } from '../secrets/set-tool.ts'
import type { Deps } from '../work.ts'
import { DEFAULT_SOURCE } from './definition.ts'
import { snapshotOf, standingOf, type Snapshot } from './standing.ts'

/** Looks for policy that is looser than it needs to be. */
export async function lintCompany({ view, deps, companyId }: { view: CompanyView; deps: Pick<Deps, 'adapters' | 'clock'>; companyId: string }): Promise<Finding[]> {
  const snapshot = await snapshotOf(view, { companyId, source: DEFAULT_SOURCE })
  return lint({ ...factsOf(snapshot, deps), members: (await all(view, 'member', { by: 'createdAt' })).map(({ id, level }) => ({ id, level })) })
}

function factsOf(snapshot: Snapshot, deps: Pick<Deps, 'adapters' | 'clock'>): Omit<LintFacts, 'members'> {
  const { company, agents, roles, tools } = snapshot
  const byId = new Map(agents.map(agent => [agent.id, agent])), roleSlugs = new Map(roles.map(({ id, slug }) => [id, slug]))
  const working = agents.filter(({ status }) => status === 'active'), there = agents.filter(({ status }) => status !== 'terminated')
  const standing = standingOf(snapshot, new Map(snapshot.goals.map(({ id, title }) => [id, title])))
  const budgets = new Map(standing.budget.map(({ id, facts }) => [id, typeof facts['for'] === 'string' ? facts['for'] : null]))
  const now = deps.clock.now(), counted = new Map<string, number>()
  const slotsOf = ({ heartbeat: { schedule, activeHours }, anchorAt }: Agent): number => {               // counted once for all that have the same schedule
    const key = JSON.stringify([schedule, activeHours]), many = counted.get(key) ?? slotsInMonth({ schedule, anchorAt, activeHours }, now)
    counted.set(key, many)
    return many
  }
  const configSecrets = ({ adapter: { kind, config } }: Agent): string[] => {
    const adapter = deps.adapters.get(kind)
    return adapter ? secretsIn(adapter, config) : secretNames(config)
  }
  return {
    company: { slug: company.slug, boardMinimum: company.boardMinimum },
    agents: working.map(agent => ({
      slug: agent.slug, role: roleSlugs.get(agent.roleId) ?? agent.roleId, managers: managersAbove(agent, byId), heartbeat: agent.heartbeat, perRun: agent.adapter.perRun,
      runsAMonth: slotsOf(agent), metering: deps.adapters.get(agent.adapter.kind)?.metering ?? null,
    })),
    budgets: snapshot.budgets.map(({ id, scope, window, limit }) => ({ scope, window, limit, for: budgets.get(id) ?? null })),
    roles: roles.map(({ slug, permissions, secrets, budget }) => ({ slug, permissions, secrets, hasBudget: budget === null ? 'no' : 'yes' })),
    secrets: snapshot.secrets.map(({ slug }) => ({
      slug, grantedTo: roles.filter(({ secrets }) => secrets.includes(slug)).map(role => role.slug),
      usedBy: [...there.filter(agent => configSecrets(agent).includes(slug)).map(agent => agent.slug), ...tools.filter(({ connection }) => secretsOf(connection).includes(slug)).map(tool => tool.slug)],
    })),
    routines: snapshot.routines.map(({ slug, status, assigneeKind, assigneeId }) => {
      const assignee = byId.get(assigneeId)
      return { slug, status, assignee: assignee?.slug ?? assigneeId, assigneeIs: assigneeKind === 'operator' ? 'active' : assignee?.status ?? 'gone' }
    }),
  }
}

function managersAbove(agent: Agent, byId: ReadonlyMap<string, Agent>): string[] {
  const above: string[] = []
  for (let at = agent.reportsTo; at !== null;) {
    const manager = byId.get(at)
    if (!manager) break
    above.push(manager.slug)
    at = manager.reportsTo
  }
  return above
}

/** Secrets named anywhere in a configuration whose adapter is not here to say where they may stand. */
function secretNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const named: unknown = Reflect.get(value, 'secret')
  return [...typeof named === 'string' ? [named] : [], ...Object.values(value).flatMap(secretNames)]
}
