import { isPaperclipError } from '../../domain/error.ts'
import { HEARTBEAT } from '../../domain/principal.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { KeptEnd, KeptOf, Spool } from '../../ports/spool.ts'
import { transact, type Deps } from '../work.ts'
import { putOff } from './defer.ts'
import { holds } from './fence.ts'
import type { Held } from './held.ts'
import { endingIn } from './kept-ending.ts'
import { endLate } from './late-end.ts'
import { finish } from './settle.ts'

const FIRST_MS = 1_000
const MOST_MS = 30_000

/** `waits` if another claim has the run in hand, and may be about to end it. */
type Delivered = 'over' | 'waits'

/** The results that wait on this node for its store: those of this process and of earlier ones. */
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
    this.#again(FIRST_MS)
  }

  /** What waits stays where it is. */
  async stop(): Promise<void> {
    this.#deps = undefined
    this.#timer?.()
    this.#timer = undefined
    await this.#delivering
  }

  async keep(end: KeptEnd): Promise<void> {
    await this.#spool.keep(end)
    this.#again(FIRST_MS)
  }

  /** Its end was written, or another claim has the run: `deliver` finds out which. */
  async forget({ run: { id: runId }, lease: { companyId } }: Held): Promise<void> {
    const deps = this.#deps, kept = await this.#spool.get({ companyId, runId })
    if (deps && kept) await this.deliver(deps, kept, kept.fence)
  }

  get(of: KeptOf): Promise<KeptEnd | undefined> {
    return this.#spool.get(of)
  }

  /** Writes an end where the store stands, under the fence that the run is held by now. */
  async deliver(deps: Deps, kept: KeptEnd, fence: number): Promise<Delivered> {
    const delivered = await delivery(deps, kept, fence)
    if (delivered === 'over') await this.#spool.remove(kept)
    return delivered
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
      return kept !== undefined && await this.deliver(deps, kept, kept.fence) === 'waits'
    } catch (error) {
      if (isPaperclipError(error) && error.code === 'unavailable') throw error
      this.#unreadable.add(of.runId)
      deps.logger.error('The result of a run is kept and cannot be delivered: it is left alone until this node starts again.', { ...of, error })
      return false
    }
  }
}

/** What an end comes to depends on where its run stands by now; the fence makes it count once. */
function delivery(deps: Deps, kept: KeptEnd, fence: number): Promise<Delivered> {
  const ending = endingIn(kept)
  return transact({ deps, companyId: kept.companyId, by: HEARTBEAT }, async work => {
    const run = await work.tx.get('run', kept.runId)
    if (!run || run.fence !== kept.fence || run.status === 'deferred') return 'over'
    const own = { ...work, origin: { agentId: run.agentId, depth: run.depth } }
    if (run.endedAt !== null) await endLate(own, run, ending)
    else if (!(await holds(work, run, fence))) return 'waits'
    else if (ending.kind === 'ended') await finish(own, run, ending)
    else await putOff(own, run, ending)
    return 'over'
  })
}
