import type { CostDay } from '../../domain/cost-day.ts'
import type { Noun, Row } from '../../domain/nouns.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { CostSource } from '../../policy/costs.ts'
import { first } from '../find.ts'

/** By what costs can be told apart. */
export const COST_GROUPS = ['agent', 'team', 'goal', 'project', 'model', 'day'] as const
export type CostGroup = (typeof COST_GROUPS)[number]

/** What costs are of, and when. */
export type CostOf = CostSource & Pick<CostDay, 'day'>

/** How costs are told apart: what of them says so, under which headings they fall, and what a heading is called. */
export interface Grouping {
  fields: readonly (keyof CostOf)[]
  headings(of: CostOf): Promise<readonly (string | null)[]> | readonly (string | null)[]
  nameOf(heading: string): Promise<string | null> | string
}

/** A team is a manager and everybody below; a goal is told with the goals below it. What falls under several headings is in each of them. */
export function groupingOf(view: CompanyView, by: CostGroup): Grouping {
  const known = new Map<string, Promise<unknown>>()
  const get = <N extends Noun>(noun: N, id: string): Promise<Row<N> | undefined> => {
    const row = known.get(id) ?? view.get(noun, id)
    known.set(id, row)
    return row as Promise<Row<N> | undefined>                            // an id is of one noun
  }
  const upFrom = async (id: string | null, above: (id: string) => Promise<string | null | undefined>): Promise<string[]> => {
    const chain: string[] = []
    for (let at = id; at !== null && !chain.includes(at); at = await above(at) ?? null) chain.push(at)
    return chain
  }
  const agentName = async (id: string) => (await get('agent', id))?.slug ?? null
  switch (by) {
    case 'day': return { fields: ['day'], headings: ({ day }) => [day], nameOf: day => day }
    case 'model': return { fields: ['provider', 'model'], headings: ({ provider, model }) => [modelName(provider, model)], nameOf: name => name }
    case 'agent': return { fields: ['agentId'], headings: ({ agentId }) => [agentId], nameOf: agentName }
    case 'project': return { fields: ['projectId'], headings: ({ projectId }) => [projectId], nameOf: async id => (await get('project', id))?.name ?? null }
    case 'goal': return {
      fields: ['goalId'],
      headings: async ({ goalId }) => (goalId === null ? [null] : upFrom(goalId, async id => (await get('goal', id))?.parentId)),
      nameOf: async id => (await get('goal', id))?.title ?? null,
    }
    case 'team': {
      const leads = new Map<string, Promise<boolean>>()
      const isLead = (id: string): Promise<boolean> => {
        const answer = leads.get(id) ?? first(view, 'agent', { where: { reportsTo: id }, by: 'createdAt' }).then(one => one !== undefined)
        leads.set(id, answer)
        return answer
      }
      return {
        fields: ['agentId'],
        async headings({ agentId }) {
          const chain = await upFrom(agentId, async id => (await get('agent', id))?.reportsTo), areLeads = await Promise.all(chain.map(isLead))
          return chain.filter((_, at) => areLeads[at])
        },
        nameOf: agentName,
      }
    }
  }
}

const modelName = (provider: string | null, model: string | null): string | null => (model === null ? provider : provider === null ? model : `${provider}/${model}`)
