/** How much is kept at most, in bytes: the answers asked for longest ago go first. */
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
  readonly #kept = new Map<string, Kept>()
  #size = 0

  /** The text of an answer, if it still holds. */
  find({ of, seq }: Standing, url: string): Buffer | undefined {
    const key = `${of} ${url}`, kept = this.#kept.get(key)
    if (kept?.seq !== seq) return undefined
    this.#kept.delete(key)                                    // it goes to the end of the line
    this.#kept.set(key, kept)
    return kept.bytes
  }

  keep({ of, seq }: Standing, url: string, text: string): void {
    const key = `${of} ${url}`
    this.#forget(key)
    const bytes = Buffer.from(ENCODER.encode(text).buffer)            // in memory of its own: a piece of the shared pool would hold on to all of that
    this.#kept.set(key, { seq, bytes })
    this.#size += key.length + bytes.length
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MOST) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#kept.delete(key)
    this.#size -= key.length + kept.bytes.length
  }
}
