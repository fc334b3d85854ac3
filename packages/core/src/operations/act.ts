import type { z } from 'zod'
import type { Agent } from '../domain/agent.ts'
import type { ActRule } from '../policy/rule-on.ts'
import type { Deps, Work } from './work.ts'

/** What an act is about, for the rule. */
export interface Concern {
  /** The agents it is done to: the actor's permission must reach each. */
  agents: readonly Agent[]
  /** What it gives beyond what the actor has, in words. Only read for agents. */
  exceeds?: readonly string[]
}

/** A governed deed: its input, its rule, what it is about, and how it is done. */
export interface ActDefinition<S extends z.ZodType = z.ZodType, R = unknown> {
  kind: string
  input: S
  rule: ActRule
  /** Checks that need the outside, before any transaction: a probe, an adapter's opinion of its configuration. */
  prepare?(deps: Deps, input: z.output<S>): Promise<void>
  concern(work: Work, input: z.output<S>): Promise<Concern>
  perform(work: Work, input: z.output<S>): Promise<R>
}

export const defineAct = <S extends z.ZodType, R>(definition: ActDefinition<S, R>): ActDefinition<S, R> => definition

/** The concern of an act that is about no agent. */
export const ABOUT_NOBODY = async (): Promise<Concern> => ({ agents: [] })
