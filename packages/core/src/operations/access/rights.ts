import type { AccessKey } from '../../domain/access-key.ts'
import { isAtLeast, type BoardLevel } from '../../domain/member.ts'
import { ACTS, type ActKind } from '../governance/acts.ts'

/** How high somebody sits on a board, or their key does; and the acts that a key was lent, where those are not all. */
export interface Rights { level: BoardLevel | null; acts: readonly string[] | null }

export const NO_RIGHTS: Rights = { level: null, acts: null }

/** What a key may try: one of an agent sits at its desk and does nothing else. */
export const rightsOf = ({ level, acts, agentId }: AccessKey): Rights => (agentId === null ? { level, acts } : NO_RIGHTS)

/** False where an act of a kind is refused whatever it is about. */
export const mayTry = ({ level, acts }: Rights, kind: ActKind): boolean => level !== null && isAtLeast(level, ACTS[kind].rule.board) && (acts === null || acts.includes(kind))
