import { isPaperclipError } from '../../domain/error.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { KeptOf, Spool } from '../../ports/spool.ts'
import type { Deps } from '../work.ts'
import { deliverEnd } from './deliver-end.ts'

const FIRST_MS = 1_000
const MOST_MS = 30_000

/** Delivers the results that wait on this node for its store: those of this process and of earlier ones. */
export class KeptEnds {
  readonly #spool: Spool
  readonly #unreadable = new Set<string>()
  #deps: Deps | undefined
  #timer: Cancel | undefined
  #delivering: Promise<void> = Promise.resolve()

  constructor(spool: Spool) {
    this.#spool = spool
  }

  /** Delivers what waits, now and from now on. */
  start(deps: Deps): void {
    this.#deps = deps
    this.soon()
  }

  /** What waits stays where it is. */
  async stop(): Promise<void> {
    this.#deps = undefined
    this.#timer?.()
    this.#timer = undefined
    await this.#delivering
  }

  /** Something waits. */
  soon(): void {
    this.#again(FIRST_MS)
  }

  #again(ms: number): void {
    const deps = this.#deps
    if (!deps) return
    this.#timer ??= deps.clock.after(ms, () => {
      this.#timer = undefined
      this.#delivering = this.#deliverAll(deps, ms)
    })
  }

  async #deliverAll(deps: Deps, waitedMs: number): Promise<void> {
    let left = 0
    try {
      for (const of of await this.#spool.list()) {
        if (!this.#deps) return
        left += await this.#isLeft(deps, of) ? 1 : 0
      }
    } catch (error) {
      left++
      deps.logger.warn('Results that wait for the store could not be delivered; trying again.', { error })
    }
    if (left > 0) this.#again(Math.min(waitedMs * 2, MOST_MS))
  }

  /** True if it must be tried again. Throws while the store cannot be reached. */
  async #isLeft(deps: Deps, of: KeptOf): Promise<boolean> {
    if (this.#unreadable.has(of.runId)) return false
    try {
      const kept = await this.#spool.get(of)
      return kept !== undefined && await deliverEnd(deps, kept, kept.fence) === 'waits'
    } catch (error) {
      if (isPaperclipError(error) && error.code === 'unavailable') throw error
      this.#unreadable.add(of.runId)
      deps.logger.error('The result of a run is kept and cannot be delivered: it is left alone until this node starts again.', { ...of, error })
      return false
    }
  }
}
