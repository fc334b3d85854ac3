import type { Beat, Cancel, Clock, Work } from '@paperclip/core'
import { keyOf, type Hint } from './hint.ts'

/** Where hints go, and where they come from. */
export interface HintLine {
  /** Tells the other nodes. */
  give(hints: readonly Hint[]): void
  /** Takes hints from now on: this node has room. */
  receive(): void
  /** Takes no more: this node is full, and another one may have room. */
  hush(): void
}

interface Surroundings { clock: Clock; concurrency: number; lateMs: number; line: HintLine }
interface Question { answer(): void; fail(error: unknown): void }

/**
 * A beat between a scheduler and its node that counts what is in hand. What this node was told of and has no room for goes to the others as hints;
 * while it has room, theirs make it look.
 */
export class HintedBeat implements Beat {
  readonly #beat: Beat
  readonly #around: Surroundings
  /** Due, and neither claimed nor looked for in vain so far. */
  readonly #told = new Map<string, Hint>()
  readonly #questions = new Set<Question>()
  #inHand = 0
  #look: () => void = () => {}

  constructor(beat: Beat, around: Surroundings) {
    this.#beat = beat
    this.#around = around
  }

  /** This node armed an agent. Of one that is due later every node learns from the alarms in time: the engine holds nothing for it. */
  nudged(hint: Hint): void {
    if (hint.dueAt.getTime() > this.#around.clock.now().getTime()) return
    this.#told.set(keyOf(hint), hint)
    if (this.#isFull) this.#passOn()
  }

  /** Another node had no room. Resolves once this one has looked, or has passed the hints on. Rejects if it could not look: somebody else may. */
  async hinted(hints: readonly Hint[]): Promise<void> {
    for (const hint of hints) this.#told.set(keyOf(hint), hint)
    if (this.#isFull) return this.#passOn()
    const looked = new Promise<void>((answer, fail) => void this.#questions.add({ answer, fail }))
    this.#look()
    await looked
  }

  async claim(limit: number): Promise<Work[]> {
    const told = [...this.#told.keys()]
    const claimed = await this.#asking(() => this.#beat.claim(limit))
    this.#inHand += claimed.length
    for (const work of claimed) this.#told.delete(keyOf(work))
    if (this.#isFull) {
      this.#around.line.hush()
      this.#passOn()
      this.#answer()
    } else if (claimed.length === 0) this.#foundNothing(told)
    return claimed.map(work => this.#counted(work))
  }

  async nextDue(): Promise<Date | null> {
    const told = [...this.#told.keys()]
    const due = await this.#asking(() => this.#beat.nextDue())
    if (!due || due.getTime() > this.#around.clock.now().getTime()) this.#foundNothing(told)
    return due
  }

  /** Whatever is urgent comes as a hint, to one node. What other processes wrote without one is looked at a little later: or every write would make every node look. */
  watch(changed: () => void): () => void {
    const { clock, lateMs } = this.#around
    let soon: Cancel | undefined
    this.#look = changed
    const unwatch = this.#beat.watch(() => {
      soon ??= clock.after(lateMs, () => {
        soon = undefined
        changed()
      })
    })
    return () => {
      unwatch()
      soon?.()
      this.#look = () => {}
      this.#answer()
    }
  }

  failed(error: unknown, retryInMs?: number): void {
    this.#beat.failed(error, retryInMs)
  }

  get #isFull(): boolean {
    return this.#inHand >= this.#around.concurrency
  }

  #counted(work: Work): Work {
    return {
      companyId: work.companyId,
      agentId: work.agentId,
      perform: async () => {
        try {
          await work.perform()
        } finally {
          this.#inHand--
        }
      },
      abort: () => work.abort(),
    }
  }

  /** Somebody else has what was told of before this look, and this node has room for more. */
  #foundNothing(told: readonly string[]): void {
    for (const key of told) this.#told.delete(key)
    this.#around.line.receive()
    this.#answer()
  }

  #passOn(): void {
    const hints = [...this.#told.values()]
    this.#told.clear()
    if (hints.length > 0) this.#around.line.give(hints)
  }

  async #asking<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask()
    } catch (error) {
      this.#settle(question => question.fail(error))
      throw error
    }
  }

  #answer(): void {
    this.#settle(question => question.answer())
  }

  #settle(settle: (question: Question) => void): void {
    const questions = [...this.#questions]
    this.#questions.clear()
    questions.forEach(settle)
  }
}
