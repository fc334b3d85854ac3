import type { Agent } from '../../domain/agent.ts'
import { isPaperclipError } from '../../domain/error.ts'
import type { LogEntry, Run } from '../../domain/run.ts'
import type { Usage } from '../../domain/usage.ts'
import { noRedaction, redactorOf, type KnownSecret, type Redact } from '../../policy/redact.ts'
import { storableText } from '../../policy/storable-text.ts'
import type { AdapterJob, Outcome } from '../../ports/adapter.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { Held } from './held.ts'
import { adapterOf } from '../agents/adapter-choice.ts'
import type { LeaseKeeper } from './keep-lease.ts'
import { Meter } from './meter.ts'
import { readOutcome } from './read-outcome.ts'
import { RunLog } from './run-log.ts'
import type { StopCause } from './runs-in-hand.ts'
import { within } from './within.ts'
import type { Deps } from '../work.ts'

const LONGEST_MESSAGE = 20_000

/** Whose run is watched, and who keeps its lease: until all is written, which is after the watch ends. */
export interface Watched { agent: Agent; keeper: LeaseKeeper }

/** Everything that can end a run from outside, behind one signal. */
export class Watch {
  readonly meter: Meter
  cause: StopCause | undefined
  /** True once the adapter was called: before that, nothing can have been done or spent. */
  isBegun = false
  /** Takes the run's secrets out of what comes back from it. */
  redact: Redact = noRedaction
  /** What the run was handed and must not tell. */
  secrets: readonly KnownSecret[] = []
  readonly #deps: Deps
  readonly #run: Run
  readonly #agent: Agent
  readonly #keeper: LeaseKeeper
  readonly #controller = new AbortController()
  readonly #log: RunLog
  readonly #timeout: Cancel
  #silence: Cancel = () => {}
  #grace: Cancel = () => {}
  #abandon: (outcome: Outcome) => void = () => {}
  #isClosed = false

  constructor(deps: Deps, { lease, run }: Held, { agent, keeper }: Watched) {
    this.#deps = deps
    this.#run = run
    this.#agent = agent
    this.#keeper = keeper
    const stop = (cause: StopCause) => this.#stop(cause)
    this.meter = new Meter(deps, { companyId: lease.companyId, run, by: { kind: 'agent', id: agent.id, runId: run.id, fence: lease.fence, depth: run.depth } }, stop)
    this.#log = new RunLog(deps, lease.companyId, run)
    this.#timeout = deps.clock.after(agent.heartbeat.timeoutMs, () => stop('timeout'))
    const hear = () => this.#hear()
    deps.runs.add(run.id, { agentId: agent.id, stop, look: keeper.look, hear, spend: async usage => {
      hear()
      await this.meter.spend(usage)
      await this.meter.flush()
    } })
    this.#hear()
    keeper.guard(run, stop)
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Notes what the run says. What it says after its end is dropped. */
  log(entry: LogEntry): void {
    if (this.#isClosed) return
    this.#hear()
    this.#log.write(this.redact(entry))
  }

  /** Hears that the run is at work. */
  alive(): void {
    this.#hear()
  }

  /** Hides secrets from here on: in the log, and in whatever comes back. */
  hide(secrets: readonly KnownSecret[]): void {
    this.secrets = secrets
    this.redact = redactorOf(secrets)
  }

  /** A desk whose use is heard: an agent that works is not silent. */
  heard<D extends object>(desk: D): D {
    return new Proxy(desk, { get: (target, verb, receiver) => {
      this.#hear()
      return Reflect.get(target, verb, receiver)
    } })
  }

  /** What the adapter makes of a job: it is not called for a run that must end already. One that does not end when it is told to is left behind after a grace. */
  async outcome(prepare: () => Promise<AdapterJob>): Promise<Outcome> {
    const abandoned = new Promise<Outcome>(resolve => { this.#abandon = resolve })
    try {
      const job = await prepare()
      if (!this.#keeper.isHeld()) this.#stop('lease_lost')
      if (this.cause !== undefined) return NOT_BEGUN
      this.isBegun = true
      const spend: AdapterJob['spend'] = usage => {
        this.#hear()
        return job.spend(usage)
      }
      const told = await Promise.race([adapterOf(this.#deps, this.#agent.adapter.kind).run({ ...job, spend }), abandoned])
      return readOutcome(this.redact(told))                          // what is none is a failure of the adapter
    } catch (error) {
      return crashed(error, this.redact)                            // cut when nothing is left in it that must not be cut in two
    }
  }

  /** Stops watching. Returns the usage that was not written yet. */
  async close(): Promise<Usage[]> {
    this.#isClosed = true
    this.#timeout()
    this.#silence()
    this.#grace()
    this.#deps.runs.remove(this.#run.id)
    const written = within(this.#deps, 'write its log', this.#log.close()).catch((error: unknown) => this.#deps.logger.warn('The end of a run log is lost.', { run: this.#run.id, error }))
    const [usages] = await Promise.all([this.meter.close(), written])
    return usages
  }

  #hear(): void {
    if (this.#isClosed) return
    this.#silence()
    this.#silence = this.#deps.clock.after(this.#agent.heartbeat.silenceMs, () => this.#stop('silence'))
  }

  #stop(cause: StopCause): void {
    if (this.cause !== undefined || this.#isClosed) return
    this.cause = cause
    this.#log.write({ stream: 'run', level: 'warn', text: `The run is stopped: ${TOLD[cause]}.` })
    this.#controller.abort(cause)
    this.#grace = this.#deps.clock.after(this.#deps.limits.abortGraceMs, () => this.#abandon(crashed(new Error('the adapter did not end when it was told to'))))
  }
}

const TOLD: Readonly<Record<StopCause, string>> = {
  timeout: 'it took too long', silence: 'it was silent for too long', cap: 'it has spent what it may', cancelled: 'somebody cancelled it', held: 'its agent was put on hold',
  lease_lost: 'its lease was lost', stopping: 'the node stops',
}

const NOT_BEGUN: Outcome = { kind: 'failed', error: { kind: 'unknown', message: 'the run was told to end before its adapter was called', retryAfterMs: null } }

const crashed = (error: unknown, redact: Redact = noRedaction): Outcome => ({ kind: 'failed', error: { kind: isPaperclipError(error) && error.code === 'misconfigured' ? 'bad_request' : 'crashed', message: storableText(redact(error instanceof Error ? error.message : String(error)), LONGEST_MESSAGE), retryAfterMs: null } })
