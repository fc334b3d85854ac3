import { PaperclipError, type Clock, type Logger, type Paperclip } from '@paperclip/core'

/** How long an answer holds, so that whoever asks often does not ask the data often. */
const HOLDS_MS = 1_000
/** How long the data may take to answer. */
const PATIENCE_MS = 2_000

interface Around { paperclip: Paperclip; clock: Clock; logger: Logger }

/** Whether this node can be given work: its data answer and are of this version, and it was not told to stop. Why it cannot is said in its log, not to whoever asks. */
export class Readiness {
  readonly #around: Around
  #last: { at: number; isReady: Promise<boolean> } | undefined
  #wasReady = true

  constructor(around: Around) {
    this.#around = around
  }

  read(): Promise<boolean> {
    const now = this.#around.clock.monotonic()
    if (!this.#last || now - this.#last.at >= HOLDS_MS) this.#last = { at: now, isReady: this.#ask() }
    return this.#last.isReady
  }

  async #ask(): Promise<boolean> {
    try {
      await this.#inTime()
      this.#wasReady = true
    } catch (error) {
      if (this.#wasReady) this.#around.logger.warn('This node is not ready.', { error })               // once, until it is again
      this.#wasReady = false
    }
    return this.#wasReady
  }

  #inTime(): Promise<void> {
    const { paperclip, clock } = this.#around
    return new Promise((resolve, reject) => {
      const cancel = clock.after(PATIENCE_MS, () => reject(new PaperclipError('unavailable', `The data did not answer within ${PATIENCE_MS} ms.`)))
      void paperclip.ready().then(resolve, reject).finally(cancel)
    })
  }
}
