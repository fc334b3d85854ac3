/** One line of output. `lost` bytes of it were too many to keep. */
export interface Line { bytes: Buffer; lost: number }

const NEWLINE = 0x0a
const FIRST = 8_192
const SMALL = Buffer.alloc(0)

/** Cuts a stream of bytes into lines and keeps no more than one line's worth of them, whatever comes. */
export class LineSplitter {
  #kept: Buffer = SMALL
  #length = 0
  #lost = 0
  readonly #longest: number
  readonly #skip: (lines: Buffer) => boolean

  /** `skip` may say that nobody needs a stretch of whole lines: a flood is then passed over without looking at each. */
  constructor(longest: number, skip: (lines: Buffer) => boolean = () => false) {
    this.#longest = longest
    this.#skip = skip
  }

  /** The lines that end in this chunk. Their bytes may be changed once the next one is asked for. */
  *push(chunk: Buffer): Generator<Line> {
    const first = chunk.indexOf(NEWLINE)
    if (first < 0) return this.#keep(chunk)
    this.#keep(chunk.subarray(0, first))
    yield this.#line()
    const last = chunk.lastIndexOf(NEWLINE)
    const middle = chunk.subarray(first + 1, last + 1)
    for (let from = 0; from < middle.length && !(from === 0 && this.#skip(middle));) {
      const to = middle.indexOf(NEWLINE, from)
      const kept = Math.min(to, from + this.#longest)
      yield { bytes: middle.subarray(from, kept), lost: to - kept }
      from = to + 1
    }
    this.#keep(chunk.subarray(last + 1))
  }

  /** What came after the last newline. */
  *end(): Generator<Line> {
    if (this.#length + this.#lost > 0) yield this.#line()
  }

  #keep(bytes: Buffer): void {
    const kept = Math.min(bytes.length, this.#longest - this.#length)
    this.#lost += bytes.length - kept
    if (kept === 0) return
    if (this.#length + kept > this.#kept.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(this.#longest, Math.max(2 * this.#kept.length, this.#length + kept, FIRST)))
      this.#kept.copy(larger, 0, 0, this.#length)
      this.#kept = larger
    }
    bytes.copy(this.#kept, this.#length, 0, kept)
    this.#length += kept
  }

  #line(): Line {
    const line = { bytes: this.#kept.subarray(0, this.#length), lost: this.#lost }
    // A long line's memory is given back.
    if (this.#kept.length > FIRST) this.#kept = SMALL
    this.#length = 0
    this.#lost = 0
    return line
  }
}
