import type { Beat, Work } from '../../ports/scheduler.ts'

interface Pending { agentId: string; dueAt: number }

/** A beat whose due agents are put there by a test, and whose work ends when the test says so. */
export class ScriptedBeat implements Beat {
  /** How many each claim was allowed. */
  readonly limits: number[] = []
  readonly failures: unknown[] = []
  readonly begun: string[] = []
  readonly aborted: string[] = []
  most = 0
  trouble: Error | undefined
  /** Happens after each claim has looked, before anybody hears of it. */
  meanwhile: () => void = () => {}
  /** Agents that are due and that somebody else has taken. */
  taken = 0
  /** How far the store's clock, by which it claims, is behind the scheduler's. */
  behindMs = 0
  readonly #now: () => number
  readonly #ends = new Map<string, () => void>()
  #pending: Pending[] = []
  #watchers = new Set<() => void>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Makes agents due. */
  due(dueAt: number, ...agents: string[]): void {
    this.#pending.push(...agents.map(agentId => ({ agentId, dueAt })))
  }

  /** Ends the work of an agent, or of all. */
  end(agentId?: string): void {
    for (const [id, end] of this.#ends) if (agentId === undefined || id === agentId) end()
  }

  /** Tells of a write by another process. */
  changed(): void {
    for (const watcher of this.#watchers) watcher()
  }

  get watched(): number {
    return this.#watchers.size
  }

  get working(): number {
    return this.#ends.size
  }

  async claim(limit: number): Promise<Work[]> {
    this.limits.push(limit)
    if (this.trouble) throw this.trouble
    const ready = this.#pending.filter(({ dueAt }) => dueAt <= this.#now() - this.behindMs).slice(0, limit)
    this.#pending = this.#pending.filter(one => !ready.includes(one))
    this.meanwhile()
    return ready.map(({ agentId }) => this.#work(agentId))
  }

  async nextDue(): Promise<Date | null> {
    if (this.taken > 0) return new Date(this.#now())
    return this.#pending.length === 0 ? null : new Date(Math.min(...this.#pending.map(({ dueAt }) => dueAt)))
  }

  watch(changed: () => void): () => void {
    this.#watchers.add(changed)
    return () => void this.#watchers.delete(changed)
  }

  failed(error: unknown): void {
    this.failures.push(error)
  }

  #work(agentId: string): Work {
    return {
      companyId: 'com_1', agentId,
      perform: () => new Promise(resolve => {
        this.begun.push(agentId)
        this.#ends.set(agentId, () => {
          this.#ends.delete(agentId)
          resolve()
        })
        this.most = Math.max(this.most, this.#ends.size)
      }),
      abort: () => {
        this.aborted.push(agentId)
        this.#ends.get(agentId)?.()
      },
    }
  }
}
