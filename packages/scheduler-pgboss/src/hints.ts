import { PgBoss } from 'pg-boss'
import { HINTS, OURS } from './engine-schema.ts'
import { keyOf, type Hint } from './hint.ts'
import type { HintLine } from './hinted-beat.ts'
import { connecting, explained, type Reach } from './reach.ts'

/** How many hints a node takes at once, and how often it asks for them where nobody tells it. */
const RECEIVING = { batchSize: 20, burstWhenBatchFull: true, pollingIntervalSeconds: 2, notifyPollingIntervalSeconds: 5 } as const
/** What the engine calls its listener's failure: it goes on without, and never tries again. Later ones it mends by itself, and tells of as errors. */
const UNHEARD = 'listen_notify_unavailable'

interface Ears {
  hinted(hints: readonly Hint[]): Promise<void>
  failed(error: unknown): void
}

/** What is in a job: dates are texts there. */
interface Written { companyId: string; agentId: string; dueAt: string }

/** Hints between nodes, carried by pg-boss: kept in the database until one node takes them, which is woken for that. */
export class Hints implements HintLine {
  readonly #boss: PgBoss
  readonly #ears: Ears
  #unsaid = new Map<string, Hint>()
  #saying: Promise<void> | undefined
  #worker: Promise<string> | undefined
  #isClosed = false

  private constructor(boss: PgBoss, ears: Ears) {
    this.#boss = boss
    this.#ears = ears
  }

  /** Connects. Throws where the engine cannot be used, or could not be woken: a node that hears of nothing would look like one that is well. */
  static async open(reach: Reach, ears: Ears): Promise<Hints> {
    const boss = new PgBoss({ ...OURS, ...connecting(reach), schema: reach.schema, max: reach.connections, migrate: false, createSchema: false, useListenNotify: true })
    let unheard: string | undefined
    boss.on('error', error => ears.failed(explained(error, reach.url)))
    boss.on('warning', ({ message, data }) => {
      if (Reflect.get(data, 'type') === UNHEARD) unheard = String(Reflect.get(data, 'error') ?? message)
    })
    try {
      await boss.start()
      if (unheard !== undefined) throw new Error(`it gave no connection to be woken on: ${unheard}`)
    } catch (error) {
      await boss.stop({ graceful: false })
      throw explained(error, reach.url)
    }
    return new Hints(boss, ears)
  }

  give(hints: readonly Hint[]): void {
    if (this.#isClosed) return
    for (const hint of hints) this.#unsaid.set(keyOf(hint), hint)
    this.#saying ??= this.#sayAll()
  }

  receive(): void {
    if (this.#isClosed || this.#worker) return
    this.#worker = this.#boss.work<Written>(HINTS, RECEIVING, jobs => this.#ears.hinted(jobs.map(({ data: { companyId, agentId, dueAt } }) => ({ companyId, agentId, dueAt: new Date(dueAt) }))))
    this.#worker.catch(error => this.#ears.failed(error))
  }

  hush(): void {
    const worker = this.#worker
    this.#worker = undefined
    worker?.then(id => this.#boss.offWork(HINTS, { id, wait: false })).catch(error => this.#ears.failed(error))
  }

  /** Takes and gives no more. Resolves when nothing of it is left. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#worker = undefined
    await this.#boss.offWork(HINTS, { wait: true })
    await this.#saying
    await this.#boss.stop({ graceful: false })
  }

  /** One statement for all that came up while the last one was on its way. A hint that cannot be given is lost: whoever has room looks by the clock, too. */
  async #sayAll(): Promise<void> {
    while (this.#unsaid.size > 0) {
      const jobs = [...this.#unsaid].map(([singletonKey, { companyId, agentId, dueAt }]) => ({ singletonKey, data: { companyId, agentId, dueAt: dueAt.toISOString() } }))
      this.#unsaid = new Map()
      const give = () => this.#boss.insert(HINTS, jobs)
      await give().catch(give).catch((error: unknown) => this.#ears.failed(error))            // the connection may have been the only thing that broke
    }
    this.#saying = undefined
  }
}
