import { randomUUID } from 'node:crypto'
import type { DeskVerb } from '../domain/desk-verbs.ts'
import { parse } from '../domain/parse.ts'
import type { LogEntry } from '../domain/run.ts'
import { usage, type Usage, type UsageInput } from '../domain/usage.ts'
import type { AdapterJob } from '../ports/adapter.ts'
import type { Desk } from '../ports/desk.ts'
import { fakeBrief } from './fake-brief.ts'
import { RecordingDesk } from './recording-desk.ts'

/** What of a fake job a test chooses. */
export interface FakeJobOverrides<Config> extends Partial<Omit<AdapterJob<Config>, 'config' | 'desk' | 'signal' | 'spend' | 'log'>> {
  config: Config
  /** Verbs that the desk refuses. */
  refuse?: readonly DeskVerb[]
}

/** A job with nothing behind it, that remembers what an adapter did with it. */
export interface FakeJob<Config> extends AdapterJob<Config> {
  desk: RecordingDesk
  /** What was spent: the first entry of each id. */
  spent: Usage[]
  logged: LogEntry[]
  /** Resolves at the first thing the adapter does: a log line, a deed, usage. */
  began: Promise<void>
  /** Ends the run as core would: aborts its signal. */
  abort(reason?: unknown): void
}

/** Builds a job to hand to an adapter. `fakeJob({ config: { script: 'report' } })` */
export function fakeJob<Config>({ refuse = [], ...overrides }: FakeJobOverrides<Config>): FakeJob<Config> {
  const brief = overrides.brief ?? fakeBrief()
  // Unique on this machine: adapters find the processes of a run by its id, and test files run side by side.
  const runId = overrides.run?.id ?? `run_${randomUUID()}`
  const controller = new AbortController()
  const spent = new Map<string, Usage>()
  const logged: LogEntry[] = []
  const desk = new RecordingDesk(brief, refuse)
  let begin = (): void => {}
  const began = new Promise<void>(resolve => { begin = resolve })

  return {
    run: { id: runId, companyId: 'cmp_000001', taskId: brief.focus?.id ?? null, capMicros: brief.run.capMicros, timeoutMs: 1_800_000 },
    agent: { id: brief.agent.id, slug: brief.agent.slug, name: brief.agent.name },
    access: { kind: 'none' },
    session: null,
    callback: `callback-of-${runId}`,
    tools: { allow: null, mcp: [] },
    skills: [],
    ...overrides,
    brief: { ...brief, run: { ...brief.run, id: runId } },
    signal: controller.signal,
    desk: noticing(desk, begin),
    async spend(input: UsageInput) {
      const entry = parse(usage, input, 'usage')
      begin()
      if (!spent.has(entry.id)) spent.set(entry.id, entry)
    },
    log(entry) {
      begin()
      logged.push(entry)
    },
    alive() {},
    get spent() { return [...spent.values()] },
    logged,
    began,
    abort: reason => controller.abort(reason),
  }
}

/** The same desk, telling when it is first used. */
function noticing<D extends Desk>(desk: D, used: () => void): D {
  return new Proxy(desk, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      used()
      return member.bind(target) as unknown
    },
  })
}
