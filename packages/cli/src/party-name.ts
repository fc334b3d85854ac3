import { LOCAL_OPERATOR } from '@paperclip/core'

/** Who may be named where somebody is meant, for the help. */
export const SOMEBODY = 'an agent, or "me"'

/** Somebody, as a person writes it: an agent's slug, `me`, or `operator:<id>` for another member of the board. */
export function partyOf(text: string): string | { operator: string } {
  if (text === 'me') return { operator: LOCAL_OPERATOR.id }
  return text.startsWith('operator:') ? { operator: text } : text
}

/** The same, or nobody. */
export const partyOrNobody = (text: string): string | { operator: string } | null => (text === 'nobody' ? null : partyOf(text))
