import type { TObject, TProperties } from 'typebox'
import type { Brief } from '../domain/brief.ts'
import type { DeskVerb } from '../domain/desk-verbs.ts'
import type { LogEntry, RunError } from '../domain/run.ts'
import type { UsageInput } from '../domain/usage.ts'
import type { Desk } from './desk.ts'

/** How finely an adapter can tell what thinking costs. The unit is the most by which a budget can be overspent. */
export type Metering = 'call' | 'turn' | 'run' | 'none'

/** Carries a run to where the thinking happens and brings back what came of it. What it promises is what `testAdapter` checks. */
export interface Adapter<Config = unknown> {
  kind: string
  /**
   * JSON Schema, written with TypeBox: the dashboard draws its form from it. A field annotated `secret: true` may hold `{ secret: name }` in place of
   * its text; one annotated `secret: 'only'` must. The secret's value stands there when `parse` sees it for a run; before, a placeholder does.
   */
  schema: TObject<TProperties>
  /** Reads a configuration, or throws `invalid_input` that names the field. Must accept what it returns. */
  parse(config: unknown): Config
  metering: Metering
  /** Does the work of one run. Ends soon after `job.signal` aborts. A throw is a failure `crashed`. */
  run(job: AdapterJob<Config>): Promise<Outcome>
  /** Says whether a run would work, and if not what to do. */
  probe?(config: Config): Promise<Probe>
  /** Asks for the outcome of a deferred run; null while it goes on. */
  poll?(handle: unknown, config: Config): Promise<Outcome | null>
  /** Ends a deferred run on the other side. */
  cancel?(handle: unknown, config: Config): Promise<void>
  /** Ends whatever an earlier, lost execution of this run left on this machine. */
  reap?(runId: string): Promise<void>
}

export type Probe = { ok: true; detail: string } | { ok: false; problem: string; fix: string }

export interface AdapterJob<Config = unknown> {
  run: { id: string; companyId: string; taskId: string | null; capMicros: number; timeoutMs: number }
  /** What the other side of a deferred run is ended with, from outside: `paperclip.runs.finish(callback, outcome)`. Whoever has it can do that, once. */
  callback: string
  agent: { id: string; slug: string; name: string }
  /** How the run reaches its desk from outside this program. */
  access: JobAccess
  config: Config
  brief: Brief
  /** What the agent may use, its secrets in place. */
  tools: JobTools
  /** The folders of know-how it draws from: `brief.skills`, with their files. */
  skills: readonly JobSkill[]
  /** What the last run of this agent on this task left to resume from. */
  session: unknown
  /** Aborts when the run must end: cancelled, over its cap, timed out, silent, its lease lost, or the node stopping. */
  signal: AbortSignal
  desk: Desk
  /** Reports usage. Resolves when it is written through, or at once if it is only noted. The same id counts once. */
  spend(usage: UsageInput): Promise<void>
  log(entry: LogEntry): void
  /** Says that the run is at work, where it has nothing to log or must not. */
  alive(): void
}

/**
 * Where a server answers for this installation, and the token of the run: it is good for the desk of this agent, over REST (`<url>/api/v1/desk`), until the run has ended.
 * `none` where no server does.
 */
export type JobAccess = { kind: 'none' } | { kind: 'http'; url: string; token: string }

/** Built-in capabilities that are allowed by their own names (null: the adapter's default), and the MCP connections that are granted. */
export interface JobTools { allow: readonly string[] | null; mcp: readonly JobTool[] }

export type JobTool = { name: string } & (
  | { kind: 'url'; url: string; headers: Readonly<Record<string, string>> }
  | { kind: 'command'; command: readonly string[]; env: Readonly<Record<string, string>> }
)

export interface JobSkill { name: string; description: string; version: number; files: readonly JobFile[] }

/** One file of a skill: its path inside the folder, and how to get its bytes. */
export interface JobFile { path: string; bytes: number; sha256: string; read(): Promise<Uint8Array> }

/** A deed at the desk as data: the verb, and its input. */
export interface DeskCall { verb: DeskVerb; input: unknown }

/** How a run came back. `desk` is what is still to be done at the agent's desk, in this order, before the run ends; a deed that is refused is noted on the run. `usage` is what was not reported by `spend`: of a deferred run, all since it was deferred; without it nobody knows, and the worst is posted. */
export type Outcome =
  | { kind: 'done'; summary: string; session?: unknown; usage?: readonly UsageInput[]; desk?: readonly DeskCall[] }
  | { kind: 'failed'; error: RunError; usage?: readonly UsageInput[]; desk?: readonly DeskCall[] }
  /** The other side works on; poll it or wait for its callback, until then. */
  | { kind: 'deferred'; until: Date; handle: unknown }
