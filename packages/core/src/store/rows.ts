import type { Noun, Row } from '../domain/nouns.ts'
import type { PlannedQuery } from './query.ts'
import type { PlannedSearch } from './search.ts'
import type { FoundSum, PlannedSum } from './sum.ts'

/**
 * What the author of a store writes: one company's rows inside one transaction. `inTransaction` makes a `CompanyTx` of it, with the audit chain,
 * the checks and the promises about failed writes that are the same in every store.
 */
export interface Rows {
  get<N extends Noun>(noun: N, key: string): Promise<Row<N> | undefined>
  /** Rows that match `plan.where`, sorted by (`plan.by`, key), after `plan.after`: up to `plan.limit + 1`. */
  list<N extends Noun>(noun: N, plan: PlannedQuery): Promise<Row<N>[]>
  /**
   * Rows that match `plan.where` and of whose searched texts, as `searchedWords` gives them, some word begins with each of `plan.words` (there is at
   * least one). Those with every word in what they are called come before the others, newer ones (`createdAt`, then the key) before older ones: those behind
   * `plan.after`, up to `plan.limit`. Of a noun that declares which row is the latest, only that one is found; such rows are removed together.
   */
  search<N extends Noun>(noun: N, plan: PlannedSearch): Promise<Row<N>[]>
  /** The groups of the rows that match `plan.where` and lie from `plan.from` to `plan.to`: what they are alike in, as it stands in a row, how many there are, and their sums. */
  sum(noun: Noun, plan: PlannedSum): Promise<FoundSum[]>
  /**
   * Writes a new row or replaces the one of the same key. `before` is that one, where this transaction has read or written it: then only what differs need
   * be written. Throws `conflict` (`exists`) where a declared unique field is taken.
   */
  put<N extends Noun>(noun: N, row: Row<N>, before?: Row<N>): Promise<void>
  remove(noun: Noun, key: string): Promise<void>
}
