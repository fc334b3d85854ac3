import type { UsageInput } from '../../domain/usage.ts'

/** Why a run is stopped. */
export type StopCause = 'timeout' | 'silence' | 'cap' | 'cancelled' | 'held' | 'lease_lost' | 'stopping'

/** One run of this process. */
export interface RunInHand {
  agentId: string
  stop(cause: StopCause): void
  /** Hears that it is at work. */
  hear(): void
  /** Reports usage, and writes it through. */
  spend(usage: UsageInput): Promise<void>
  /** Looks in the store whether somebody asked for its end. */
  look(): void
}

/** The runs of this process, so that somebody can ask them to end. Only a short cut: what is true of a run stands in the store. */
export class RunsInHand {
  readonly #runs = new Map<string, RunInHand>()

  add(runId: string, run: RunInHand): void {
    this.#runs.set(runId, run)
  }

  remove(runId: string): void {
    this.#runs.delete(runId)
  }

  stop(runId: string, cause: StopCause): void {
    this.#runs.get(runId)?.stop(cause)
  }

  /** Reports usage of a run of this process; undefined if it is not one. */
  spend(runId: string, usage: UsageInput): Promise<void> | undefined {
    return this.#runs.get(runId)?.spend(usage)
  }

  stopAgent(agentId: string, cause: StopCause): void {
    for (const run of this.#runs.values()) if (run.agentId === agentId) run.stop(cause)
  }

  hear(runId: string): void {
    this.#runs.get(runId)?.hear()
  }

  lookAll(): void {
    for (const run of this.#runs.values()) run.look()
  }
}
