import type { Noun, Row } from '../domain/nouns.ts'

/** Rows that a transaction has read or written by their key. Nobody else changes them before it ends, so each is read once. */
export class KnownRows {
  readonly #byNoun = new Map<Noun, Map<string, unknown>>()

  has(noun: Noun, id: string): boolean {
    return this.#byNoun.get(noun)?.has(id) ?? false
  }

  get<N extends Noun>(noun: N, id: string): Row<N> | undefined {
    return this.#byNoun.get(noun)?.get(id) as Row<N> | undefined                    // set below, under its noun
  }

  set<N extends Noun>(noun: N, id: string, row: Row<N> | undefined): void {
    let rows = this.#byNoun.get(noun)
    if (!rows) this.#byNoun.set(noun, rows = new Map())
    rows.set(id, row)
  }
}
