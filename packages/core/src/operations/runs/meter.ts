import { parse } from '../../domain/parse.ts'
import { isPaperclipError } from '../../domain/error.ts'
import { addMoney } from '../../domain/money.ts'
import type { Run } from '../../domain/run.ts'
import { usage as usageSchema, type Usage, type UsageInput } from '../../domain/usage.ts'
import { isAtCap } from '../../policy/spend.ts'
import type { Cancel } from '../../ports/clock.ts'
import { holdFence, staleLease } from './fence.ts'
import { need } from '../find.ts'
import { postUsage } from '../money/ledger.ts'
import type { StopCause } from './runs-in-hand.ts'
import { transact, type AgentPrincipal, type Deps } from '../work.ts'

/** Above this share of the cap every usage is written through at once. */
const NEAR_CAP = 0.8

/** Whose spend is metered. */
interface Metered { companyId: string; by: AgentPrincipal; run: Run }

/** Writes a run's spend through as it happens: at most once a second, at once near its cap. Stops the run at its cap. */
export class Meter {
  readonly #deps: Deps
  readonly #companyId: string
  readonly #by: AgentPrincipal
  readonly #stop: (cause: StopCause) => void
  readonly #seen = new Set<string>()
  #run: Run
  #pending: Usage[] = []
  #writing: Promise<void> = Promise.resolve()
  #timer: Cancel | undefined
  #state: 'open' | 'closed' = 'open'

  constructor(deps: Deps, { companyId, by, run }: Metered, stop: (cause: StopCause) => void) {
    this.#deps = deps
    this.#companyId = companyId
    this.#by = by
    this.#run = run
    this.#stop = stop
  }

  /** Notes usage. Throws `invalid_input` for what no usage can be, `conflict` (`stale_lease`) once the run is over or lost. */
  async spend(given: UsageInput): Promise<void> {
    const entry = parse(usageSchema, given, 'The usage')
    if (this.#state === 'closed') throw staleLease()
    if (this.#seen.has(entry.id)) return
    this.#seen.add(entry.id)
    this.#pending.push(entry)
    const spent = this.#pending.reduce((sum, { cost, billing }) => (billing === 'billed' && cost !== null ? addMoney(sum, cost) : sum), this.#run.spent)
    if (isAtCap({ spent, cap: this.#run.cap })) this.#stop('cap')
    if (spent >= this.#run.cap * NEAR_CAP || entry.cost === null) return this.flush()
    this.#timer ??= this.#deps.clock.after(this.#deps.limits.spendEveryMs, () => void this.flush().catch(() => {}))
  }

  /** Writes what is noted. What could not be written is noted still. */
  flush(): Promise<void> {
    this.#timer?.()
    this.#timer = undefined
    const write = this.#writing.then(() => this.#write())
    this.#writing = write.catch(() => {})
    return write
  }

  /** Stops the clock and hands over what was not written, to be posted when the run settles. */
  async close(): Promise<Usage[]> {
    this.#state = 'closed'
    this.#timer?.()
    this.#timer = undefined
    await this.#writing
    return this.#pending
  }

  async #write(): Promise<void> {
    const entries = this.#pending
    if (entries.length === 0) return
    try {
      this.#run = await transact({ deps: this.#deps, companyId: this.#companyId, by: this.#by }, async work => {
        await holdFence(work)
        let run = await need(work.tx, 'run', this.#run.id)
        for (const entry of entries) run = await postUsage(work, run, entry)
        return run
      })
      this.#pending = this.#pending.filter(entry => !entries.includes(entry))
    } catch (error) {
      if (isPaperclipError(error) && error.reason === 'stale_lease') {
        this.#state = 'closed'
        this.#stop('lease_lost')
        throw error
      }
      this.#deps.logger.warn('Spend could not be written; it is kept and posted later.', { run: this.#run.id, error })
    }
    const { id: runId, agentId, spent, cap } = this.#run
    this.#deps.announce({ kind: 'spend', companyId: this.#companyId, runId, agentId, spentMicros: spent, capMicros: cap })
  }
}
