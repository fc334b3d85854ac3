/** How much text is kept at most, in characters: the answers asked for longest ago go first. */
const MOST = 32 * 1024 * 1024

/** Of which log an answer tells, to whom, and up to which record. */
export interface Standing { of: string; seq: number }

interface Kept { seq: number; text: string }

/**
 * Answers that hold until the log of their company goes on: what they tell changes only with a record. Whoever asks again meanwhile, as pages do that look every few seconds, gets the
 * same text without a row being read for it. Each is kept for the one who asked: nobody is told what was made for another.
 */
export class KeptAnswers {
  readonly #kept = new Map<string, Kept>()
  #size = 0

  /** The text of an answer, if it still holds. */
  find({ of, seq }: Standing, url: string): string | undefined {
    const key = `${of} ${url}`, kept = this.#kept.get(key)
    if (kept?.seq !== seq) return undefined
    this.#kept.delete(key)                                    // it goes to the end of the line
    this.#kept.set(key, kept)
    return kept.text
  }

  keep({ of, seq }: Standing, url: string, text: string): void {
    const key = `${of} ${url}`
    this.#forget(key)
    this.#kept.set(key, { seq, text })
    this.#size += key.length + text.length
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MOST) return
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#kept.delete(key)
    this.#size -= key.length + kept.text.length
  }
}
