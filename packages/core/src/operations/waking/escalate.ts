import type { Agent } from '../../domain/agent.ts'
import { agentAt } from '../tasks/party.ts'
import { raiseIncident, type IncidentFacts } from './incident.ts'
import { tell } from './wake.ts'
import type { Work } from '../work.ts'

/** Shows the board an incident about an agent and wakes the agent's manager for it, once while it is open. A root's go to the board alone. */
export async function escalate(work: Work, agent: Agent | undefined, facts: IncidentFacts): Promise<void> {
  const incident = await raiseIncident(work, agent ? { ...facts, agentId: agent.id } : facts)
  const manager = agent && await agentAt(work.tx, 'agent', agent.reportsTo)
  if (incident && manager) await tell(work, manager, { cause: 'raise', noun: 'incident', refId: incident.id, runId: facts.runId })
}
