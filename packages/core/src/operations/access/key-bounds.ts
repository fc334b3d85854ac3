import type { AccessKey } from '../../domain/access-key.ts'
import type { Concern } from '../governance/act.ts'

/** What of an act lies outside a key's own bounds, in words. */
export function outsideKey({ acts, agents, agentId }: AccessKey, kind: string, { agents: about, besides = [], whole, lends = [] }: Pick<Concern, 'agents' | 'besides' | 'whole' | 'lends'> = { agents: [] }): string[] {
  if (agentId !== null) return ['this key is an agent\'s: it sits at its desk and does nothing else']
  const strangers = agents === null ? [] : [...about, ...besides].filter(agent => !agents.includes(agent.id))
  return [
    ...acts === null || acts.includes(kind) ? [] : [`this key may not do "${kind}"`],
    ...strangers.map(({ slug }) => `this key may not act on "${slug}"`),
    ...agents !== null && whole ? ['this key may act on some agents only'] : [],
    ...lends,
  ]
}

/** What of a key that is to be made goes beyond the key that makes it, in words: nobody lends more than they were lent. */
export function beyondKey(own: Pick<AccessKey, 'acts' | 'expiresAt'>, made: Pick<AccessKey, 'acts' | 'agentId' | 'expiresAt'>): string[] {
  const more = own.acts === null ? [] : made.acts?.filter(kind => !own.acts?.includes(kind)) ?? ['every act']
  return [
    ...more.map(kind => `a key for "${kind}" is more than this key has`),
    ...own.acts !== null && made.agentId !== null ? ['a seat at the desk of an agent is more than this key has'] : [],
    ...own.expiresAt !== null && (made.expiresAt === null || made.expiresAt > own.expiresAt) ? ['a key that outlives this one is more than this key has'] : [],
  ]
}
