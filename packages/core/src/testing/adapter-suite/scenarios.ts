import type { DeskVerb } from '../../domain/desk-verbs.ts'
import type { Failure } from '../../domain/run.ts'
import type { Adapter } from '../../ports/adapter.ts'

/** Why an adapter has no such scenario. The case is then skipped by name, with this reason. */
export interface Skip { skip: string }

/** The configurations with which an adapter shows what the suite asks of it, written as an operator would write them. */
export interface AdapterScenarios {
  /** Ends done, with this summary. */
  done: { config: unknown; summary: string }
  /** Configurations that are refused, each with the field its error names. An unknown field is tried without being asked for. */
  wrong: readonly { config: unknown; field: string }[]
  /** Begins (logs, spends or uses the desk) and then works until it is told to end. */
  hangs: { config: unknown }
  /** Ends failed, for this reason. */
  fails: { config: unknown; kind: Failure }
  /** Reports usage of these ids and costs, one of them more than once. */
  spends: { config: unknown; costs: Readonly<Record<string, number | null>> } | Skip
  /** Does this verb with this input, and ends done even when it is refused. */
  desk: { config: unknown; verb: DeskVerb; input: Readonly<Record<string, unknown>> } | Skip
  /** Leaves a session; given it back, its summary holds `resumed`. */
  session: { config: unknown; resumed: string } | Skip
  /** Could not run here: `probe` says the problem and the fix. */
  unable: { config: unknown } | Skip
  /** Goes on elsewhere. `settle` makes the other side finish, and then `poll` brings this summary. */
  defers: { config: unknown; settle: () => Promise<void>; summary: string } | Skip
  /** Goes on elsewhere until `cancel`; `cancelled` says whether the other side heard of it. */
  cancels: { config: unknown; cancelled: () => Promise<boolean> } | Skip
  /** How a run whose execution was lost is ended by `reap`: `hangs` is run and reaped. */
  reaps: { expected: true } | Skip
}

export interface AdapterSuite<Config = unknown> extends AdapterScenarios {
  /** Shown in the name of every case. */
  name: string
  /** A new adapter, as a node that starts would make it. Called for every case. */
  make(): Adapter<Config> | Promise<Adapter<Config>>
  /** How soon a run ends after its signal aborted: 15 s unless said otherwise. Core waits 20 s. */
  endsWithinMs?: number
}
