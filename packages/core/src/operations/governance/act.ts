import type { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import type { ActRule } from '../../policy/rule-on.ts'
import type { Authority, Work } from '../work.ts'

/** What an act is about, for the rule. */
export interface Concern {
  /** The agents it is done to: the actor's permission must reach each. */
  agents: readonly Agent[]
  /** Set if it is about the company as a whole: the actor's permission must reach that far. */
  whole?: 'company'
  /** What it gives beyond what the actor has, in words. Only read for agents. */
  exceeds?: readonly string[]
  /** Agents whom it reaches besides, like a reviewer. Only read for keys: one that was lent for some agents must have been lent for these too. */
  besides?: readonly Agent[]
  /** What it would give beyond what the key that does it was given itself, in words. Only read for keys. */
  lends?: readonly string[]
  /** What the board must see whatever the actor's role says, in words. Only read for agents. */
  asks?: readonly string[]
}

/** Where an act is prepared. */
export type Place = Pick<Authority, 'deps' | 'companyId'>

/** What is done once an act was performed, so that what it needs outside is still there. */
export type Afterwards = () => Promise<void>

/** A governed deed: its input, its rule, what it is about, and how it is done. */
export interface ActDefinition<S extends z.ZodType = z.ZodType, R = unknown> {
  kind: string
  input: S
  /** What of its input makes it the same deed, for an idempotency key: all of it unless said. */
  identity?(input: z.output<S>): unknown
  rule: ActRule
  /** The row it changes, where one is there: what whoever asks for it may have read before. Acts without change nothing that is read by itself, or have numbers of their own for it. */
  subject?(work: Pick<Work, 'tx' | 'companyId'>, input: z.output<S>): Promise<object | undefined>
  /** Checks that need the outside, before the transaction that performs the act, and only if it may be performed: a probe. Returns what is to be done after it, if anything is. */
  prepare?(place: Place, input: z.output<S>): Promise<Afterwards | void>
  concern(work: Work, input: z.output<S>): Promise<Concern>
  perform(work: Work, input: z.output<S>): Promise<R>
}

export const defineAct = <S extends z.ZodType, R>(definition: ActDefinition<S, R>): ActDefinition<S, R> => definition

/** The concern of an act that is about no agent. */
export const ABOUT_NOBODY = async (): Promise<Concern> => ({ agents: [] })
