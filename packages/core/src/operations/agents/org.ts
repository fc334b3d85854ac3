import type { Agent } from '../../domain/agent.ts'
import { conflict } from '../../domain/error.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Relation } from '../../policy/rule-on.ts'
import { all } from '../find.ts'

/** The managers above an agent, nearest first. */
export async function managersOf(view: CompanyView, agent: Pick<Agent, 'reportsTo'>): Promise<Agent[]> {
  const chain: Agent[] = []
  for (let id = agent.reportsTo; id !== null;) {
    const manager: Agent | undefined = await view.get('agent', id)
    if (!manager) break
    chain.push(manager)
    id = manager.reportsTo
  }
  return chain
}

/** Direct reports, those terminated left out. */
export const reportsOf = async (view: CompanyView, managerId: string): Promise<Agent[]> =>
  (await all(view, 'agent', { where: { reportsTo: managerId }, by: 'createdAt' })).filter(({ status }) => status !== 'terminated')

/** Everybody below a manager, those terminated left out. */
export async function teamOf(view: CompanyView, managerId: string): Promise<Agent[]> {
  const team = await reportsOf(view, managerId)
  for (const { id } of team) team.push(...await reportsOf(view, id))
  return team
}

/** Where `other` stands in the chart, seen from `self`. */
export async function relationTo(view: CompanyView, self: Agent, other: Agent): Promise<Relation> {
  if (other.id === self.id) return 'self'
  if (other.reportsTo === self.id) return 'reports'
  if ((await managersOf(view, other)).some(({ id }) => id === self.id)) return 'team'
  return (await managersOf(view, self)).some(({ id }) => id === other.id) ? 'above' : 'company'
}

/** Throws unless the chart stays a forest when `agent` reports to `manager`. */
export async function checkNoCycle(view: CompanyView, agent: Agent, manager: Agent): Promise<void> {
  const chain = [manager, ...(await managersOf(view, manager))]
  if (chain.some(({ id }) => id === agent.id)) {
    throw conflict('cycle', `"${agent.slug}" cannot report to "${manager.slug}": that would put it above itself (${chain.map(({ slug }) => slug).join(' → ')}).`)
  }
}
