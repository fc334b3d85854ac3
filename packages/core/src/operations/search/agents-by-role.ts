import type { Agent } from '../../domain/agent.ts'
import type { CompanyView } from '../../ports/store.ts'
import { writeCursor } from '../../store/query.ts'
import { inOrder, lacking, placeFound, searchedTexts, type PlannedSearch } from '../../store/search.ts'
import { all } from '../find.ts'

const LAST_ID = '\u{10FFFF}'

type Wanted = Pick<PlannedSearch, 'words' | 'after' | 'limit'>

/** Agents that hold the words together with the title of the role they are in: read where it stands, so that it holds whatever a role is called by now, and wherever an agent was moved. */
export async function agentsByRole(view: CompanyView, wanted: Wanted): Promise<Agent[]> {
  const roles = await all(view, 'role', { by: 'createdAt' })
  const found = roles.map(role => ({ roleId: role.id, rest: lacking([role.title], wanted.words) })).filter(({ rest }) => rest.length < wanted.words.length)
  return (await Promise.all(found.map(one => agentsIn(view, one, wanted)))).flat()
}

/** Those of one role that hold the rest of the words, newest first. Who is called by all of them is found without a role. */
async function agentsIn(view: CompanyView, { roleId, rest }: { roleId: string; rest: readonly string[] }, { words, after, limit }: Wanted): Promise<Agent[]> {
  const found: Agent[] = []
  let next: string | null = after && !after.isTitled ? writeCursor({ value: after.at, id: LAST_ID }) : null
  do {
    const page = await view.list('agent', { where: { roleId }, by: 'createdAt', direction: 'down', after: next, limit: rest.length === 0 ? limit + 1 : 500 })
    found.push(...page.rows.filter(agent => {
      const { first, other } = searchedTexts('agent', agent), place = placeFound('agent', agent, words)
      return !place.isTitled && lacking([...first, ...other], rest).length === 0 && (!after || inOrder(after, place) < 0)
    }))
    next = page.next
  } while (next !== null && found.length < limit)
  return found
}
