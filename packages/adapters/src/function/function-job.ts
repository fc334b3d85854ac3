import type { AdapterJob, LogEntry, Outcome, Probe } from '@paperclip/core'

/** `function` names a registered function; `input` is handed to it, and so are `secrets`. */
export interface FunctionConfig { function: string; input: unknown; secrets: Readonly<Record<string, string>> }

/** What the function of an agent is given: the run's job, with its `input` at hand and an easier log. */
export interface FunctionJob extends Pick<AdapterJob, 'brief' | 'desk' | 'signal' | 'spend' | 'session' | 'run' | 'agent' | 'tools' | 'skills' | 'callback' | 'access'> {
  /** What the agent's configuration gives the function; null if it gives nothing. */
  input: unknown
  /** The secrets its configuration names, by the names it gives them. */
  secrets: Readonly<Record<string, string>>
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
export const functionJob = ({ config, log, ...job }: AdapterJob<FunctionConfig>): FunctionJob => ({
  ...job, input: config.input, secrets: config.secrets,
  log: (text, level = 'info') => log({ stream: 'run', level, text }),
})
