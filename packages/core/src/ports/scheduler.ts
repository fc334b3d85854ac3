/** Decides when and how many claims a node makes. What it promises is what `testScheduler` checks. */
export interface Scheduler {
  /** Begins to work. Claims what is due at once, what was missed included. */
  start(beat: Beat): Promise<void>
  /** Something became due at `dueAt`: called after each commit on this node that armed an agent. */
  nudge(companyId: string, agentId: string, dueAt: Date): void
  /** Claims nothing more at once, waits up to `drainMs` for work in hand, then aborts it. Resolves when nothing of it is left. */
  stop(options: { drainMs: number }): Promise<Drained>
}

export interface Drained { drained: boolean; aborted: number }

/** What a scheduler drives. */
export interface Beat {
  /** Leases up to `limit` due agents for this node. */
  claim(limit: number): Promise<Work[]>
  nextDue(): Promise<Date | null>
  /** Tells of writes by other processes on the same data. */
  watch(changed: () => void): () => void
  /** Something went wrong in the background. Where it was a claim, it is tried again after so many milliseconds. */
  failed(error: unknown, retryInMs?: number): void
}

/** One leased agent. */
export interface Work {
  companyId: string
  agentId: string
  /** Runs the agent once. Never rejects. */
  perform(): Promise<void>
  /** Asks the run in progress to end. */
  abort(): void
}
