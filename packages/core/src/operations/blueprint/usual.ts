import { DEFAULT_HEARTBEAT } from '../../domain/limits.ts'
import type { Json } from '../../policy/canonical.ts'
import { roleOf } from './desired.ts'
import { roleFacts } from './facts.ts'
import type { BlueprintNoun } from './standing.ts'
import { writtenHeartbeat, type Facts } from './written.ts'

/** What an entity is where its definition says nothing. */
export function usualFacts(noun: BlueprintNoun, key: string, roles: ReadonlyMap<string, Facts>): (facts: Facts) => Facts {
  switch (noun) {
    case 'role': return () => roleFacts(roleOf(key, {}))
    case 'agent': return ({ role }) => ({ name: key, reportsTo: null, heartbeat: heartbeatOf(roles, role), tools: null, skills: [], instructions: '', status: 'active' })
    case 'goal': return () => ({ description: '', parent: null, owner: null, team: null, metric: null, dueAt: null, status: 'active' })
    case 'project': return () => ({ name: key, description: '', lead: null, goal: null, status: 'active' })
    case 'routine': return () => ({
      title: key, description: '', acceptance: '', priority: 'medium', labels: [], reviewer: null, project: null, goal: null, schedule: null, signal: null, catchUp: 'once', overlap: 'skip', status: 'active',
    })
    case 'budget': return () => ({ for: null, window: 'month', warnPercent: 80 })
    case 'tool': return () => ({ description: '' })
    case 'skill': return () => ({})
  }
}

/** The heartbeat that the agents of a role start with. */
export function heartbeatOf(roles: ReadonlyMap<string, Facts>, role: Json | undefined): Json {
  const known = typeof role === 'string' ? roles.get(role)?.['heartbeat'] : null
  return known ?? writtenHeartbeat(DEFAULT_HEARTBEAT)
}
