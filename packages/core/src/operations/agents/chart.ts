import type { Agent } from '../../domain/agent.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all } from '../find.ts'

/** An agent with those who report to it. */
export interface ChartNode { agent: Agent; reports: ChartNode[] }

/** The org chart as a forest, oldest first; terminated agents are left out. */
export async function chartOf(view: CompanyView): Promise<ChartNode[]> {
  const agents = (await all(view, 'agent', { by: 'createdAt' })).filter(({ status }) => status !== 'terminated')
  const below = new Map<string | null, Agent[]>()
  for (const agent of agents) below.set(agent.reportsTo, [...(below.get(agent.reportsTo) ?? []), agent])
  const nodeOf = (agent: Agent): ChartNode => ({ agent, reports: (below.get(agent.id) ?? []).map(nodeOf) })
  return (below.get(null) ?? []).map(nodeOf)
}
