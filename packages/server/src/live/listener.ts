import type { ServerResponse } from 'node:http'
import type { Actor, Cancel, Clock, CompanyHandle } from '@paperclip/core'
import { ALIVE, cursorAt, OPENING, resetTo, told, type Told } from './frame.ts'
import type { Recent } from './recent.ts'

/** Who listens to what. */
export interface Listening {
  token: string
  by: Actor
  company: CompanyHandle
  /** Only records about these; null: about anything. */
  nouns: ReadonlySet<string> | null
  pulses: 'on' | 'off'
}

/** From where: what is new, or what came after a number, if that can still be told. */
export type Start = { kind: 'after'; seq: number } | { kind: 'now' } | { kind: 'reset'; reason: 'too_old' | 'unknown' }

/** The answer that was begun, and where in the log it begins. */
export interface Opening { sink: ServerResponse; recent: Recent; start: Start }

/** How long the last bytes may take to leave. */
const FAREWELL_MS = 1_000

/** One stream: what it was told, and what it has room for. It holds nothing back but its place in the log: whoever reads slowly reads later, and whoever falls too far behind is closed, to come again from where it was. */
export class Listener {
  readonly listening: Listening
  readonly #clock: Clock
  #sink: ServerResponse | undefined
  #recent: Recent | undefined
  /** The last record it is past, and the last number it was told. */
  #seq = 0
  #marked = 0
  #state: 'opening' | 'catching up' | 'live' | 'over' = 'opening'
  #isFull = false
  #isHeld = false
  #doubts = 0
  #isStalled = false
  #waiting: (() => void)[] = []

  constructor(listening: Listening, clock: Clock) {
    this.listening = listening
    this.#clock = clock
  }

  /** Tells from where it was asked to. Resolves once that has come to what is new, or is over. */
  async open({ sink, recent, start }: Opening): Promise<void> {
    this.#recent = recent
    this.#sink = sink
    sink.on('drain', () => this.#drained())
    sink.on('error', () => this.#over())
    sink.on('close', () => this.#over())
    this.#tell(OPENING)
    if (start.kind === 'after') {
      this.#seq = this.#marked = start.seq
      await this.#catchUp(recent)
    } else {
      this.#seq = this.#marked = recent.last
      this.#tell(start.kind === 'now' ? cursorAt(recent.last) : resetTo(recent.last, start.reason))
    }
    if (this.#state === 'over') return
    this.#state = 'live'
    this.flow()
  }

  get isOver(): boolean {
    return this.#state === 'over'
  }

  /** Tells what there is by now, as far as there is room. */
  flow(): void {
    const recent = this.#recent
    if (!recent || this.#state !== 'live') return
    if (!recent.reaches(this.#seq)) return this.end()                                // too slow: it comes again
    for (let next = recent.at(this.#seq + 1); next && this.#hasRoom; next = recent.at(this.#seq + 1)) this.#pass(next)
  }

  /** Tells what may be lost. */
  passing(text: string): void {
    if (this.#state === 'live' && this.#hasRoom && this.listening.pulses === 'on') this.#tell(text)
  }

  /** Says where it is, if that was not told by a record. */
  mark(): void {
    if (this.#state !== 'live' || !this.#hasRoom || this.#seq === this.#marked) return
    this.#tell(cursorAt(this.#seq))
    this.#marked = this.#seq
  }

  /** Says that the connection lives. Whoever took nothing since the last time is closed. */
  beat(): void {
    if (this.#isFull && this.#isStalled) return this.end()
    this.#isStalled = this.#isFull
    if (!this.#isFull) this.#tell(ALIVE)
  }

  /** How often its rights were doubted. */
  get doubts(): number {
    return this.#doubts
  }

  /** Tells nothing until it is known again that it may listen. */
  hold(): void {
    this.#isHeld = true
    this.#doubts++
  }

  /** Goes on, unless it was doubted again since. */
  release(doubts: number): void {
    if (!this.#isHeld || doubts !== this.#doubts) return
    this.#isHeld = false
    this.#wake()
  }

  /** Ends the stream. */
  end(): void {
    const sink = this.#sink
    if (this.#state === 'over') return
    this.#over()
    if (!sink || sink.destroyed) return
    if (this.#isFull) return void sink.destroy()
    const late: Cancel = this.#clock.after(FAREWELL_MS, () => sink.destroy())
    sink.once('finish', late)
    sink.once('close', late)
    sink.end()
  }

  async #catchUp(recent: Recent): Promise<void> {
    this.#state = 'catching up'
    while (!recent.reaches(this.#seq)) {
      for await (const record of this.listening.company.audit.feed({ after: this.#seq })) {
        await this.#room()
        if (this.isOver) return
        this.#pass(told(record))
      }
    }
  }

  get #hasRoom(): boolean {
    return !this.#isFull && !this.#isHeld
  }

  #room(): Promise<void> {
    return this.#hasRoom || this.#state === 'over' ? Promise.resolve() : new Promise<void>(resolve => this.#waiting.push(resolve)).then(() => this.#room())
  }

  #pass({ seq, noun, text }: Told): void {
    this.#seq = seq
    if (this.listening.nouns && !this.listening.nouns.has(noun)) return
    this.#tell(text)
    this.#marked = seq
  }

  #tell(text: string): void {
    if (this.#state !== 'over' && this.#sink?.write(text) === false) this.#isFull = true
  }

  #drained(): void {
    this.#isFull = this.#isStalled = false
    this.#wake()
  }

  #wake(): void {
    for (const go of this.#waiting.splice(0)) go()
    this.flow()
  }

  #over(): void {
    this.#state = 'over'
    this.#wake()
  }
}
