import type { Alarm } from '../domain/alarm.ts'
import type { AuditRecord } from '../domain/audit.ts'
import type { Company, CompanyId } from '../domain/company.ts'
import type { Change } from '../domain/change.ts'
import type { AuditedNoun, Noun, Row, UnauditedNoun } from '../domain/nouns.ts'
import type { Tombstone } from '../domain/tombstone.ts'
import type { Blobs } from './blobs.ts'
import type { Logs } from './logs.ts'
import type { Vault } from './vault.ts'

/** Where a company's rows live. What it promises is what `testStore` checks. */
export interface Store {
  /**
   * Runs `work` in one transaction of one company, alone among that company's transactions. Everything it wrote is durable when this resolves,
   * or nothing is there. `work` awaits nothing but its `tx`, has no other effect, and may be run again.
   */
  transact<T>(company: CompanyId, work: (tx: CompanyTx) => Promise<T>): Promise<T>
  /** Runs `work` on a consistent snapshot, beside the writers. It awaits nothing but its `view`, has no other effect, and may be run again. */
  read<T>(company: CompanyId, work: (view: CompanyView) => Promise<T>): Promise<T>
  instance: InstanceStore
  alarms: AlarmStore
  /** Where bytes, logs and the master key are kept unless an installation says otherwise. Without them it must. */
  readonly keepers?: Keepers
  /** Calls `changed` after another process wrote to the same data (it may also be called for nothing). Returns how to stop. */
  watch(changed: () => void): () => void
  /** Resolves if it answers, and its data are still of the form that this version writes. Throws `unavailable` where it does not answer or is closed, `misconfigured` where another version brought them to its own form. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** What is kept beside the rows. */
export interface Keepers { blobs: Blobs; logs: Logs; vault: Vault }

/** Reads one company's rows. */
export interface CompanyView {
  get<N extends Noun>(noun: N, id: string): Promise<Row<N> | undefined>
  /** One page, in a declared order. Throws `misconfigured` for an order the noun does not declare. */
  list<N extends Noun>(noun: N, query: Query<N>): Promise<Page<Row<N>>>
  /** Rows whose declared texts hold every word of `text`, those that fit best first. A word finds what begins with it, in any case. */
  search<N extends Noun>(noun: N, query: Search<N>): Promise<Row<N>[]>
  /** Counts and adds up rows without reading them out, for each group of them that are alike. Throws `misconfigured` for an order the noun does not declare. */
  sum<N extends Noun, G extends FieldOf<N>, F extends FieldOf<N>>(noun: N, query: Sum<N, G, F>): Promise<Summed<N, G, F>[]>
}

/** Writes one company's rows. Dead once its work has ended. */
export interface CompanyTx extends CompanyView {
  /** Writes an audited row and its record in the chain together: `after: null` removes the row. */
  record<N extends AuditedNoun>(change: Change<N>): Promise<AuditRecord>
  put<N extends UnauditedNoun>(noun: N, row: Row<N>): Promise<void>
  remove(noun: UnauditedNoun, id: string): Promise<void>
  /** Removes rows that grew old, without a record each: whoever lets them go records how many, and up to when. */
  forget(noun: AuditedNoun | 'audit', ids: readonly string[]): Promise<void>
  /** Starts the company's chain with the key of its digests. Only a company that is being created has none. */
  open(key: string): Promise<void>
}

/** Which page of a list is asked for. */
export interface PageQuery {
  /** The `next` of the page before. */
  after?: string | null
  /** 1 to 500, 100 unless said. */
  limit?: number
}

/** Which page of a list is asked for, and from which end: from the usual one unless said. */
export interface DirectedPageQuery extends PageQuery { direction?: 'up' | 'down' }

export interface Query<N extends Noun> extends DirectedPageQuery {
  /** Every field equals the value given; null finds absent ones. */
  where?: { readonly [F in keyof Row<N>]?: Row<N>[F] | null }
  by: Extract<keyof Row<N>, string>
}

export interface Search<N extends Noun> {
  /** Words: letters and digits; whatever else it holds only parts them. Without one it finds nothing. */
  text: string
  where?: { readonly [F in keyof Row<N>]?: Row<N>[F] | null }
  /** Only what comes behind this place. */
  after?: SearchPlace | null
  /** 1 to 100, 20 unless said. */
  limit?: number
}

/** Where a row stands among those that were found: called by every word or not, when it was made (in milliseconds), and its id. */
export interface SearchPlace { isTitled: boolean; at: number; id: string }

type FieldOf<N extends Noun> = Extract<keyof Row<N>, string>

/** What is added up: rows that equal every field of `where`, and lie from `from` to `to` (both included) in their order. */
export interface Sum<N extends Noun, G extends FieldOf<N>, F extends FieldOf<N>> {
  where?: { readonly [X in keyof Row<N>]?: Row<N>[X] | null }
  by: FieldOf<N>
  from?: Row<N>[FieldOf<N>]
  to?: Row<N>[FieldOf<N>]
  /** Rows that are equal in these fields make a group; without any, all of them do. */
  groups: readonly G[]
  /** Fields of numbers. */
  of: readonly F[]
}

/** A group of rows: in what they are alike, how many there are, and what their numbers come to, which is never beyond the safe integers. A group without rows is not there. */
export interface Summed<N extends Noun, G extends FieldOf<N>, F extends FieldOf<N>> { group: Pick<Row<N>, G>; many: number; sums: Readonly<Record<F, number>> }

export interface Page<T> { rows: T[]; next: string | null }

/** What stands above companies. */
export interface InstanceStore {
  company(idOrSlug: string): Promise<Company | undefined>
  /** All companies, oldest first. */
  companies(query: { after?: string | null; limit?: number }): Promise<Page<Company>>
  /**
   * Removes every row of a company and keeps its tombstone, in one transaction. Throws `conflict` (`wrong_state`), and does nothing,
   * if the company's chain does not stand where the tombstone says any more.
   */
  bury(tombstone: Tombstone): Promise<void>
  /** Puts another signature on a tombstone. Nothing happens where there is none. */
  signAnew(companyId: string, signature: string): Promise<void>
  /** Tombstones, newest first. */
  tombstones(query: { after?: string | null; limit?: number }): Promise<Page<Tombstone>>
}

/** The one store operation that crosses companies. Time is judged by the store's own clock. */
export interface AlarmStore {
  /**
   * Leases alarms that are due or whose lease ran out, earliest first: each gets `fence + 1`, `owner` and a lease of `leaseMs`.
   * No company ever has more leases in force than its `maxRuns`. Concurrent claims never return the same alarm.
   */
  claim(request: { owner: string; leaseMs: number; limit: number }): Promise<Claim[]>
  /** Extends a lease. False if it is no longer the holder's. */
  renew(lease: Lease, leaseMs: number): Promise<boolean>
  /** The earliest time at which a claim could find something; null if nothing is armed. */
  nextDue(): Promise<Date | null>
  /** The store's own clock: by it due times and leases are judged. */
  now(): Promise<Date>
}

export interface Claim { companyId: CompanyId; alarm: Alarm }
export interface Lease { companyId: CompanyId; agentId: string; owner: string; fence: number }
