import type { CompanyId } from '../domain/company.ts'

/** Of which run an end is kept. */
export interface KeptOf { companyId: CompanyId; runId: string }

/** How a run ended, as plain JSON without secrets, kept until it can be written. */
export interface KeptEnd extends KeptOf { agentId: string; fence: number; ending: unknown }

/** Where a node keeps results that its store cannot take at the moment. What is kept outlives the process. */
export interface Spool {
  /** Keeps an end, durably when this resolves; one of the same run is replaced. Throws `too_large` or `unavailable`, and keeps nothing, where there is no room. */
  keep(end: KeptEnd): Promise<void>
  get(of: KeptOf): Promise<KeptEnd | undefined>
  /** Of which runs something is kept, also by earlier processes. */
  list(): Promise<KeptOf[]>
  remove(of: KeptOf): Promise<void>
}
