import type { ServerResponse } from 'node:http'
import { INSTALLATION, PaperclipError, type Cancel, type Clock, type Logger, type Paperclip, type PaperclipEvent } from '@paperclip/core'
import { CompanyTail } from './company-tail.ts'
import { Doorkeeper } from './doorkeeper.ts'
import { Listener, type Listening } from './listener.ts'

/** How often it is made sure that whoever listens still may. */
const CHECK_MS = 500
/** After how many checks the logs are read for what other processes wrote, and after how many it is said that connections live. */
const CHECKS_PER_LOOK = 2, CHECKS_PER_BEAT = 30
const MOST_LISTENERS = 2_000

interface Around { paperclip: Paperclip; clock: Clock; logger: Logger }

/** Where a stream begins: after the number of the last record that was told, null for what is new. `answer` begins the answer. */
export interface Wanted { after: number | null; answer(): ServerResponse }

/** Everybody who listens to the companies of an installation: one follower for each company, one clock for all. Nothing runs while nobody listens. */
export class LiveEvents {
  readonly #around: Around
  readonly #doorkeeper: Doorkeeper
  readonly #tails = new Map<string, CompanyTail>()
  #stops: Cancel[] = []
  #ticks = 0
  #isChecking = false
  #isClosed = false

  constructor(around: Around) {
    this.#around = around
    this.#doorkeeper = new Doorkeeper(around)
  }

  /** Opens a stream. Throws only before anything was answered. */
  async open(listening: Listening, { after, answer }: Wanted): Promise<void> {
    if (this.#isClosed) throw new PaperclipError('unavailable', 'This server is ending. Try again in a moment.')
    const { clock, logger } = this.#around
    const { company: { id } } = listening
    const tail = this.#tailOf(id), listener = new Listener(listening, clock)
    if (tail.listeners.size >= MOST_LISTENERS) throw new PaperclipError('rate_limited', `${MOST_LISTENERS} streams of this company are open here, and there is room for no more. Close some, or try again later.`)
    this.#begin()
    try {
      const { recent, start } = await tail.join(listener, after)
      if (this.#isClosed) throw new PaperclipError('unavailable', 'This server is ending. Try again in a moment.')
      const sink = answer()
      sink.once('close', () => this.#leave(id, listener))
      if (sink.destroyed) return this.#leave(id, listener)
      listener.open({ sink, recent, start }).catch((error: unknown) => {
        logger.warn('A stream was ended: the log of its company could not be read.', { company: id, error })
        listener.end()
      })
    } catch (error) {
      this.#leave(id, listener)
      throw error
    }
  }

  /** Makes sure now that whoever listens still may. */
  check(): void {
    if (this.#isChecking) return
    this.#isChecking = true
    void this.#doorkeeper.check(this.#everybody()).finally(() => { this.#isChecking = false })
  }

  /** Ends every stream, for good. */
  close(): void {
    this.#isClosed = true
    for (const listener of this.#everybody()) listener.end()
    this.#rest()
  }

  #tailOf(companyId: string): CompanyTail {
    const tail = this.#tails.get(companyId) ?? new CompanyTail(listener => {
      listener.hold()
      void this.#doorkeeper.check([listener])
    })
    this.#tails.set(companyId, tail)
    return tail
  }

  #leave(companyId: string, listener: Listener): void {
    listener.end()
    const tail = this.#tails.get(companyId)
    tail?.listeners.delete(listener)
    if (tail?.listeners.size === 0) this.#tails.delete(companyId)
    if (this.#tails.size === 0) this.#rest()
  }

  #begin(): void {
    if (this.#stops.length > 0) return
    const { paperclip } = this.#around
    this.#stops = [paperclip.on(event => this.#hear(event)), paperclip.watch(() => this.#look())]
    this.#wait()
  }

  #rest(): void {
    for (const stop of this.#stops.splice(0)) stop()
    this.#ticks = 0
  }

  #hear(event: PaperclipEvent): void {
    if (event.companyId === INSTALLATION) this.check()                                 // accounts may have changed
    this.#tails.get(event.companyId)?.hear(event)
  }

  #look(): void {
    this.check()
    for (const [company, tail] of this.#tails) tail.look().catch((error: unknown) => this.#around.logger.warn('The log of a company could not be read for those who listen; it is tried again.', { company, error }))
  }

  #wait(): void {
    this.#stops[2] = this.#around.clock.after(CHECK_MS, () => {
      this.#ticks++
      if (this.#ticks % CHECKS_PER_LOOK === 0) this.#look()
      else this.check()
      for (const listener of this.#everybody()) {
        listener.mark()
        if (this.#ticks % CHECKS_PER_BEAT === 0) listener.beat()
      }
      if (this.#stops.length > 0) this.#wait()
    })
  }

  *#everybody(): Generator<Listener> {
    for (const { listeners } of this.#tails.values()) yield* listeners
  }
}
