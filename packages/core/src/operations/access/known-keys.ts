import type { Head } from '../../domain/audit.ts'
import type { Company } from '../../domain/company.ts'
import type { Caller } from './caller.ts'
import type { Rights } from './rights.ts'

/** A key that was good, its company, and where that company's chain stood then. */
export interface KnownKey {
  caller: Extract<Caller, { kind: 'key' }>
  company: Company
  rights: Rights
  head: Head
  /** When it has to be looked at again, in any case: it has run out by then, or its use is to be noted. */
  until: Date
}

/** Of how many keys it is kept whose they are. */
const MOST = 10_000

/**
 * Whose the keys are that were used last, by their digests. Whatever is done to a key or its company is a record in that company's log, so what is known holds as long as the chain
 * stands where it stood: that one look is left of a request with a key that was good a moment ago.
 */
export class KnownKeys {
  readonly #known = new Map<string, KnownKey>()

  get(digest: string, now: Date): KnownKey | undefined {
    const known = this.#known.get(digest)
    return known && now < known.until ? known : undefined
  }

  set(digest: string, known: KnownKey): void {
    this.#known.delete(digest)
    this.#known.set(digest, known)
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) return
      this.#known.delete(oldest)
    }
  }
}
