import { z } from 'zod'

/** Who acts. Always verified by whoever made it, never a field of a body. */
export type Principal =
  | { kind: 'operator'; id: string }
  | { kind: 'agent'; id: string; runId: string; fence: number; depth: number }
  /** A program with a key of a company. */
  | { kind: 'key'; id: string }
  | { kind: 'system'; id: 'heartbeat' | 'approval' | 'callback' | 'routine' | 'sign-in' | 'hook' }

/** The operator at the machine itself: who `paperclip.company(…)` acts as. */
export const LOCAL_OPERATOR = { kind: 'operator', id: 'operator:local' } as const satisfies Principal
export const HEARTBEAT = { kind: 'system', id: 'heartbeat' } as const satisfies Principal

/** Whoever ends a deferred run from outside, with the callback it was given. */
export const CALLBACK = { kind: 'system', id: 'callback' } as const satisfies Principal
/** Routines that fall due. */
export const ROUTINE = { kind: 'system', id: 'routine' } as const satisfies Principal

/** Whoever outside signed what came in by a hook. */
export const HOOK = { kind: 'system', id: 'hook' } as const satisfies Principal

export const PARTY_KINDS = ['agent', 'operator', 'key', 'system'] as const
const PARTY_KIND = z.enum(PARTY_KINDS)
export const partyKind = () => PARTY_KIND
export type PartyKind = (typeof PARTY_KINDS)[number]

/** Someone who can be given work or spoken to. */
export interface Party { kind: 'agent' | 'operator'; id: string }
