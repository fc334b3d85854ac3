import type { AuditRecord, Cancel, Clock, Hand, Logger, Paperclip, PaperclipEvent } from '@paperclip/core'
import type { Send } from './send.ts'

/** How often every company is looked through for what its webhooks have to tell: what another process wrote, and what was missed. */
const SWEEP_MS = 30_000
/** How soon after another process wrote something: never so often that looking takes more than a tenth of the time. */
const LEAST_REST_MS = 1_000, REST_FOR_WORK = 9
const AGAIN_MS = 5_000
/** Webhooks that are told something at once, and how much one is told before it is another's turn. */
const AT_ONCE = 32, TURN = 50

interface Around { paperclip: Paperclip; clock: Clock; logger: Logger; send: Send }

/** A webhook, and what this node knows of how it stands. */
interface Known {
  companyId: string
  id: string
  tells(record: AuditRecord): boolean
  /** There is nothing for it up to here. */
  past: number
  state: 'resting' | 'in line' | 'at work'
  /** Something came while it was at work. */
  isAsked: boolean
  /** Until when it is left alone. */
  wait: Cancel | undefined
}

/**
 * Tells webhooks what happens. The log of each company is what is told, and how far each webhook has come lies in the store: whatever becomes of a node, another
 * goes on from there. Nothing is written for a webhook that has nothing to tell.
 */
export class Deliverer {
  readonly #around: Around
  readonly #known = new Map<string, Known>()
  readonly #line: Known[] = []
  readonly #atWork = new Set<Promise<void>>()
  readonly #end = new AbortController()
  #stops: Cancel[] = []
  #sweeping: Promise<void> | undefined
  #sweep: { at: number; cancel: Cancel } | undefined
  #restMs = LEAST_REST_MS

  constructor(around: Around) {
    this.#around = around
  }

  start(): void {
    const { paperclip } = this.#around
    if (this.#stops.length > 0) return
    this.#stops = [paperclip.on(event => this.#hear(event)), paperclip.watch(() => this.#sweepIn(this.#restMs))]
    this.#look()
  }

  /** Sends nothing more, and lets go of what it has in hand. What was being sent is sent again by whoever comes next. */
  async stop(): Promise<void> {
    this.#end.abort(new Error('the server ends'))
    for (const stop of this.#stops.splice(0)) stop()
    this.#sweep?.cancel()
    for (const { wait } of this.#known.values()) wait?.()
    await this.#sweeping
    await Promise.all(this.#atWork)
  }

  get #isOver(): boolean {
    return this.#end.signal.aborted
  }

  #hear(event: PaperclipEvent): void {
    if (event.kind !== 'record') return
    const { companyId, record } = event
    if (record.noun === 'webhook') this.#learn(companyId)
    for (const known of this.#known.values()) if (known.companyId === companyId && !known.wait && known.tells(record)) this.#ask(known)
  }

  /** Learns which webhooks a company has by now, and asks each. */
  #learn(companyId: string): void {
    this.#know(companyId).catch((error: unknown) => {
      this.#around.logger.warn('The webhooks of a company could not be read; it is tried again soon.', { company: companyId, error })
      this.#sweepIn(AGAIN_MS)
    })
  }

  #look(): void {
    this.#sweeping ??= this.#know().catch((error: unknown) => this.#around.logger.warn('It could not be looked what webhooks have to tell; it is tried again soon.', { error })).finally(() => {
      this.#sweeping = undefined
      this.#sweepIn(SWEEP_MS)
    })
  }

  async #know(only?: string): Promise<void> {
    const { paperclip, clock } = this.#around, began = clock.monotonic(), seen = new Set<string>()
    for await (const { companyId, webhook: { id }, tells } of paperclip.deliveries.webhooks(only)) {
      if (this.#isOver) return
      seen.add(id)
      const known = this.#known.get(id) ?? { companyId, id, tells, past: 0, state: 'resting', isAsked: false, wait: undefined }
      this.#known.set(id, known)
      if (!known.wait || only !== undefined) this.#ask(known)
    }
    for (const { id, companyId, wait } of this.#known.values()) {
      if (seen.has(id) || (only !== undefined && only !== companyId)) continue
      wait?.()
      this.#known.delete(id)
    }
    if (only === undefined) this.#restMs = Math.max(LEAST_REST_MS, REST_FOR_WORK * (clock.monotonic() - began))
  }

  #sweepIn(ms: number): void {
    const { clock } = this.#around, at = clock.monotonic() + ms
    if (this.#isOver || (this.#sweep && this.#sweep.at <= at)) return
    this.#sweep?.cancel()
    this.#sweep = { at, cancel: clock.after(ms, () => {
      this.#sweep = undefined
      this.#look()
    }) }
  }

  #ask(known: Known): void {
    known.wait?.()
    known.wait = undefined
    if (this.#isOver) return
    if (known.state !== 'resting') {
      known.isAsked = true
      return
    }
    known.state = 'in line'
    this.#line.push(known)
    this.#goOn()
  }

  #askIn(known: Known, ms: number): void {
    if (!this.#isOver) known.wait = this.#around.clock.after(ms, () => this.#ask(known))
  }

  #goOn(): void {
    while (this.#atWork.size < AT_ONCE) {
      const known = this.#line.shift()
      if (!known) return
      known.state = 'at work'
      known.isAsked = false
      const work = this.#tell(known).finally(() => {
        this.#atWork.delete(work)
        known.state = 'resting'
        if (known.isAsked) this.#ask(known)
        this.#goOn()
      })
      this.#atWork.add(work)
    }
  }

  async #tell(known: Known): Promise<void> {
    const { paperclip, logger } = this.#around, { companyId, id } = known
    try {
      if (this.#isOver) return
      const taken = await paperclip.deliveries.take({ companyId, webhookId: id, past: known.past })
      switch (taken.kind) {
        case 'gone':
          this.#known.delete(id)
          return
        case 'idle':
          known.past = taken.past
          return
        case 'later':
          return this.#askIn(known, taken.ms)
        case 'hand':
          await this.#deliver(taken.hand)
          known.past = taken.hand.past
          known.isAsked = true                                                    // what came in the last moment was told to nobody
      }
    } catch (error) {
      logger.warn('A webhook could not be told what happened; it is tried again soon.', { company: companyId, webhook: id, error })
      this.#askIn(known, AGAIN_MS)
    }
  }

  async #deliver(hand: Hand): Promise<void> {
    for (let told = 0; told < TURN && !this.#isOver; told++) {
      const letter = await hand.next()
      if (!letter) break
      const sending = await this.#around.send(hand, letter, this.#end.signal)
      if (sending.kind === 'ended' || await hand.settle(letter, sending) === 'wait') break
    }
    await hand.release()
  }
}
