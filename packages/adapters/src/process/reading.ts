import type { Readable } from 'node:stream'
import type { Clock } from '@paperclip/core'
import type { Line, LineSplitter } from './line-splitter.ts'
import { pause } from './pause.ts'

/** What becomes of the bytes of a pipe. */
export interface Ear {
  lines: LineSplitter
  heard(line: Line): Promise<void> | undefined
  /** Sees every chunk as it comes. */
  seen?(chunk: Buffer): void
}

/** A pipe being read line by line, no faster than its lines are dealt with. */
export class Reading {
  /** Resolves when the pipe ended or reading was stopped; never rejects. */
  readonly over: Promise<void>
  #ended = false
  #busy = false
  #heardAt: number
  readonly #stream: Readable
  readonly #clock: Clock

  constructor(stream: Readable, ear: Ear, clock: Clock) {
    this.#stream = stream
    this.#clock = clock
    this.#heardAt = clock.monotonic()
    this.over = this.#read(ear).catch(() => {}).finally(() => { this.#ended = true })
  }

  /** True if nothing has come for so long although we were ready for it. */
  silentFor(ms: number): boolean {
    return this.#ended || (!this.#busy && this.#clock.monotonic() - this.#heardAt >= ms)
  }

  stop(): void {
    this.#stream.destroy()
  }

  async #read(ear: Ear): Promise<void> {
    try {
      for await (const chunk of this.#stream as AsyncIterable<Buffer>) {
        ear.seen?.(chunk)
        for (const line of ear.lines.push(chunk)) await this.#deal(ear, line)
        this.#heardAt = this.#clock.monotonic()
      }
    } finally {
      // Also when reading was stopped: the line that was begun is still evidence.
      for (const line of ear.lines.end()) await this.#deal(ear, line)
    }
  }

  #deal(ear: Ear, line: Line): Promise<void> | undefined {
    const pending = ear.heard(line)
    if (!pending) return undefined
    this.#busy = true
    return pending.finally(() => {
      this.#busy = false
      this.#heardAt = this.#clock.monotonic()
    })
  }
}

const TICK_MS = 200
const SILENT_MS = 2_000
const HURRY_MS = 1_000

/**
 * Waits for pipes to end after their process did. A process that escaped may hold them open: when they are silent reading stops;
 * when the run was aborted it stops soon, whatever is still to be dealt with. True if everything was read.
 */
export async function drained(readings: readonly Reading[], signal: AbortSignal, clock: Clock): Promise<boolean> {
  const all = Promise.all(readings.map(({ over }) => over)).then(() => true)
  for (let hurried = 0; ; hurried += signal.aborted ? TICK_MS : 0) {
    const tick = pause(clock, TICK_MS)
    const done = await Promise.race([all, tick.over.then(() => false)])
    tick.off()
    if (done) return true
    if (hurried < HURRY_MS && !readings.every(reading => reading.silentFor(SILENT_MS))) continue
    for (const reading of readings) reading.stop()
    return false
  }
}
