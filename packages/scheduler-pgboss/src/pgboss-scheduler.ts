import { DEFAULT_LIMITS, PaperclipError, systemClock, timerScheduler, type Beat, type Clock, type Drained, type Scheduler } from '@paperclip/core'
import { checkEngine, prepareEngine } from './engine-schema.ts'
import { HintedBeat } from './hinted-beat.ts'
import { Hints } from './hints.ts'
import type { Reach } from './reach.ts'

const LATE_MS = 250
const CONNECTIONS = 2
const DEADLINE_MS = 10_000
const LONGEST_MS = 10 * 60_000

export interface PgbossSchedulerOptions {
  /** The url of the store: hints go through the database that the alarms are in. */
  url: string
  /** The url of the role that owns the tables. Given, `start()` lays out or upgrades pg-boss's tables and grants the serving role what it needs; without it that must have been done. */
  ownerUrl?: string
  /** The schema of pg-boss's tables: `pgboss` unless given. */
  schema?: string
  clock?: Clock
  /** Runs at once on this node. */
  concurrency?: number
  /** The longest sleep, in milliseconds. */
  sweepMs?: number
  /** How long after a write that came without a hint this node looks at the latest, in milliseconds: 250 unless given. */
  lateMs?: number
  /** How many connections the engine has open at most, 2 unless given; one more listens. */
  connections?: number
  /** How long, in milliseconds, the database may take to answer the engine: 10,000 unless given. */
  deadlineMs?: number
}

/**
 * A scheduler for companies that many nodes work on: a node runs what it can of what it armed itself, and gives the others hints of the rest through pg-boss.
 * `start()` throws `misconfigured` where pg-boss is not laid out in the database, `unavailable` where that cannot be reached.
 */
export function pgbossScheduler(options: PgbossSchedulerOptions): Scheduler {
  return new PgbossScheduler(options)
}

class PgbossScheduler implements Scheduler {
  readonly #reach: Reach
  readonly #ownerUrl: string | undefined
  readonly #clock: Clock
  readonly #concurrency: number
  readonly #lateMs: number
  readonly #timer: Scheduler
  #beat: HintedBeat | undefined
  #hints: Promise<Hints> | undefined

  constructor(options: PgbossSchedulerOptions) {
    const { url, schema = 'pgboss', clock = systemClock, concurrency = DEFAULT_LIMITS.nodeRuns, sweepMs = DEFAULT_LIMITS.sweepMs } = options
    const { lateMs = LATE_MS, connections = CONNECTIONS, deadlineMs = DEADLINE_MS } = options
    checkNumber('concurrency', concurrency, 10_000)
    checkNumber('sweepMs', sweepMs, LONGEST_MS)
    checkNumber('lateMs', lateMs, LONGEST_MS)
    checkNumber('connections', connections, 100)
    checkNumber('deadlineMs', deadlineMs, LONGEST_MS)
    if (!/^[a-z_][a-z0-9_]{0,49}$/.test(schema)) throw new PaperclipError('misconfigured', `schema: must be up to 50 small letters, digits and underscores (was "${schema}").`)
    this.#reach = { url, schema, connections, deadlineMs }
    this.#ownerUrl = options.ownerUrl
    this.#clock = clock
    this.#concurrency = concurrency
    this.#lateMs = lateMs
    this.#timer = timerScheduler({ clock, concurrency, sweepMs })
  }

  async start(beat: Beat): Promise<void> {
    if (this.#hints) throw new Error('This scheduler was started already.')
    const opening = this.#hints = this.#open(beat)
    try {
      const line = await opening
      if (this.#hints !== opening) return                              // it was stopped meanwhile
      const hinted = this.#beat = new HintedBeat(beat, { clock: this.#clock, concurrency: this.#concurrency, lateMs: this.#lateMs, line })
      await this.#timer.start(hinted)
    } catch (error) {
      if (this.#hints === opening) this.#hints = undefined
      throw error
    }
  }

  nudge(companyId: string, agentId: string, dueAt: Date): void {
    this.#beat?.nudged({ companyId, agentId, dueAt })
    this.#timer.nudge(companyId, agentId, dueAt)
  }

  async stop(options: { drainMs: number }): Promise<Drained> {
    const hints = this.#hints
    this.#hints = undefined
    this.#beat = undefined
    const [drained] = await Promise.all([this.#timer.stop(options), hints?.then(line => line.close(), () => {})])
    return drained
  }

  async #open(beat: Beat): Promise<Hints> {
    if (this.#ownerUrl !== undefined) await prepareEngine(this.#reach, this.#ownerUrl)
    await checkEngine(this.#reach)
    return Hints.open(this.#reach, { hinted: async hints => this.#beat?.hinted(hints), failed: error => beat.failed(error) })
  }
}

function checkNumber(field: string, given: number, most: number): void {
  if (Number.isInteger(given) && given >= 1 && given <= most) return
  throw new PaperclipError('misconfigured', `${field}: must be a whole number from 1 to ${most} (was ${given}).`)
}
