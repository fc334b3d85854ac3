import type { CompanySuite } from '../company-suite/opened-company.ts'

/** Which store is tried, and how it is opened: as for `testCompany`. */
export interface FaultSuite extends Pick<CompanySuite, 'name' | 'open'> {
  /** Of the calls of a whole life of a run, each n-th fails in its turn: all of them unless said. Every call of an act does. */
  everyCall?: number
}
