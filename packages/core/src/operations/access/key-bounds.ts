import type { AccessKey } from '../../domain/access-key.ts'
import { formatUsd } from '../../domain/money.ts'
import type { Concern } from '../governance/act.ts'

/** What of an act lies outside a key's own bounds, in words. */
export function outsideKey({ acts, agents, cap, spent, agentId }: AccessKey, kind: string, concern: Pick<Concern, 'agents' | 'whole'> = { agents: [] }): string[] {
  if (agentId !== null) return ['this key is an agent\'s: it sits at its desk and does nothing else']
  const strangers = agents === null ? [] : concern.agents.filter(agent => !agents.includes(agent.id))
  return [
    ...acts === null || acts.includes(kind) ? [] : [`this key may not do "${kind}"`],
    ...strangers.map(({ slug }) => `this key may not act on "${slug}"`),
    ...agents !== null && concern.whole ? ['this key may act on some agents only'] : [],
    ...cap !== null && spent >= cap ? [`what this key asked for has cost ${formatUsd(spent)}, and it may cost ${formatUsd(cap)}`] : [],
  ]
}
