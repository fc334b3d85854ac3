import type { AdapterJob, LogEntry, Outcome, Probe } from '@paperclip/core'

/** What the function of an agent is given: the run's job, with its `input` at hand and an easier log. */
export interface FunctionJob extends Pick<AdapterJob, 'brief' | 'desk' | 'signal' | 'spend' | 'session' | 'run' | 'agent'> {
  /** What the agent's configuration gives the function; null if it gives nothing. */
  input: unknown
  /** Writes a line into the run's log, at level `info` unless said otherwise. */
  log(text: string, level?: LogEntry['level']): void
}

/**
 * The thinking of an agent. Returns a summary, nothing, or a whole outcome (to leave a session, defer, or fail for a stated reason).
 * It must stop when `job.signal` aborts: it is not waited for.
 */
export interface AgentFunction {
  (job: FunctionJob): Promise<string | Outcome | void> | string | Outcome | void
  /** Says whether a run with this input would work: a key that is missing, a service that is away. */
  probe?: (input: unknown) => Promise<Probe> | Probe
}

/** The job as a function sees it. */
export const functionJob = ({ brief, desk, signal, spend, session, run, agent, log }: AdapterJob, input: unknown): FunctionJob => ({
  brief, desk, signal, spend, session, run, agent, input,
  log: (text, level = 'info') => log({ stream: 'run', level, text }),
})
