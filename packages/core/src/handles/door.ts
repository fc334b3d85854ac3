import type { Noun, Row } from '../domain/nouns.ts'
import { PaperclipError } from '../domain/error.ts'
import type { Principal } from '../domain/principal.ts'
import type { ActInput, ActKind, ActResult } from '../operations/governance/acts.ts'
import type { Deps } from '../operations/work.ts'
import type { CompanyView, Page, Query } from '../ports/store.ts'

/** How a verb is asked for. The same `key` with the same input does it once, for 24 hours. */
export interface VerbOptions { key?: string }

/** How a change of what was read is asked for. */
export interface ChangeOptions extends VerbOptions {
  /** Refused as a `conflict` (`stale_revision`) unless what is changed still is at this version: `versionOf` what was read. */
  ifVersion?: string
}

/** The input of an act but for what its verb takes as an argument of its own. */
export type Given<K extends ActKind, Taken extends string = never> = Omit<ActInput<K>, Taken>

/** How a list is asked for: in a declared order, the usual one unless said. */
export type ListQuery<N extends Noun> = Partial<Query<N>>

/** Whoever acts on a company from outside: an operator, or a program with a key. */
export type Actor = Principal & { kind: 'operator' | 'key' }

/** The operator who acts. Throws `forbidden` for a key: there are things that only people do. */
export function asOperator(by: Actor): Principal & { kind: 'operator' } {
  if (by.kind === 'operator') return by
  throw new PaperclipError('forbidden', 'Only people on the board do this, not keys.')
}

/** What the verbs of one company go through, as one operator. */
export interface Door {
  deps: Deps
  companyId: string
  by: Actor
  /** Does an act, or throws `conflict` (`needs_approval`). */
  act<K extends ActKind>(kind: K, input: ActInput<K>, options?: ChangeOptions): Promise<ActResult<K>>
  /** Reads, if the operator is on the board. */
  look<T>(act: (view: CompanyView) => Promise<T>): Promise<T>
  list<N extends Noun>(noun: N, query: Query<N>): Promise<Page<Row<N>>>
  /** Hears of every task that changes here, and of whatever another process writes. */
  changed(hear: () => void): () => void
}
