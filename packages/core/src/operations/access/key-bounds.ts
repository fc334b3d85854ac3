import { PaperclipError } from '../../domain/error.ts'
import type { AccessKey } from '../../domain/access-key.ts'
import type { Concern } from '../governance/act.ts'

/** Acts whose whole cost is known to come of whoever did them: by what they put before agents, and the tasks they make. What sets up something that goes on by itself is not among them. */
const COUNTED: readonly string[] = ['agent.wake', 'task.create', 'message.say', 'message.ask', 'message.answer', 'signal.send', 'document.write', 'artifact.attach', 'note.write']

/** Refuses money for a key whose deeds could cost more than is counted on it. */
export function checkCounted({ acts, agent }: { acts: readonly string[] | null; agent: string | null }): void {
  const refuse = (problem: string): never => { throw new PaperclipError('invalid_input', `budget: ${problem}`, { fields: [{ field: 'budget', problem }] }) }
  if (agent !== null) refuse('is not for a key of an agent, which spends what its agent may: set that (budget.set).')
  const beyond = acts === null ? ['every act'] : acts.filter(kind => !COUNTED.includes(kind))
  if (beyond.length > 0) refuse(`is for a key that lists its acts, and none but those whose cost comes of it alone: ${COUNTED.join(', ')} (acts: ${beyond.join(', ')}).`)
}

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
