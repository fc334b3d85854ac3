/** How much is kept at most, in bytes: half of it of what was asked for last, half of what was asked for before that. */
const MOST = 32 * 1024 * 1024

const ENCODER = new TextEncoder()

/** Of which log an answer tells, to whom, and up to which record. */
export interface Standing { of: string; seq: number }

interface Kept { seq: number; bytes: Buffer }

/**
 * Answers that hold until the log of their company goes on: what they tell changes only with a record. Whoever asks again meanwhile, as pages do that look every few seconds, gets the
 * same text without a row being read for it, and without a copy of it being made, since it is kept as the bytes that are sent. Each is kept for the one who asked: nobody is told what
 * was made for another.
 */
export class KeptAnswers {
  #fresh = new Map<string, Kept>()
  #before = new Map<string, Kept>()
  #size = 0

  /** The text of an answer, if it still holds. */
  find({ of, seq }: Standing, url: string): Buffer | undefined {
    const key = `${of} ${url}`, fresh = this.#fresh.get(key)
    if (fresh) return fresh.seq === seq ? fresh.bytes : undefined                // and nothing is moved: see `Lines`
    const kept = this.#before.get(key)
    if (kept?.seq !== seq) return undefined
    this.#keep(key, kept)
    return kept.bytes
  }

  keep({ of, seq }: Standing, url: string, text: string): void {
    this.#keep(`${of} ${url}`, { seq, bytes: Buffer.from(ENCODER.encode(text).buffer) })            // in memory of its own: a piece of the shared pool would hold on to all of that
  }

  #keep(key: string, kept: Kept): void {
    const sizeOf = ({ bytes }: Kept) => key.length + bytes.length, stood = this.#fresh.get(key)
    this.#size += sizeOf(kept) - (stood ? sizeOf(stood) : 0)
    if (this.#size <= MOST / 2) return void this.#fresh.set(key, kept)
    this.#before = this.#fresh
    this.#fresh = new Map(sizeOf(kept) <= MOST / 2 ? [[key, kept]] : [])
    this.#size = this.#fresh.size === 0 ? 0 : sizeOf(kept)
  }
}
