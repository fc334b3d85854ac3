import type { Noun, PlannedSearch } from '@paperclip/core/store'
import type { SqlValue } from './codec.ts'
import type { Statement } from './statement.ts'

/** Whose words they are. */
export interface SearchScope { company: string; noun: Noun }

/** Values by the names of the holes they fill. */
export type Filled = readonly (readonly [hole: string, value: SqlValue])[]

/** The statements over the search index. They find by the words of the one company, then look only at its own rows. */
export interface SearchStatements {
  /** Puts the words of a row in, in place of those it had. */
  readonly learn: readonly Statement[]
  /** Takes a row out. */
  readonly forget: readonly Statement[]
  /** Takes out every row of the company. */
  readonly clear: readonly Statement[]
  /** The rows that match, best first. Values of `where` are called by their column. */
  find(noun: Noun, where: PlannedSearch['where']): Statement
  /** What `learn` needs to know of a row's words. */
  learned(scope: SearchScope, words: { first: readonly string[]; other: readonly string[] }): Filled
  /** What `find` needs to know of the words that are looked for. */
  wanted(scope: SearchScope, words: readonly string[]): Filled
}
