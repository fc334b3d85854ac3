import type { Noun, Row } from '../domain/nouns.ts'

/** Rows that a transaction has read or written by their key. Nobody else changes them before it ends, so each is read once. */
export class KnownRows {
  readonly #rows = new Map<string, unknown>()

  has(noun: Noun, id: string): boolean {
    return this.#rows.has(`${noun} ${id}`)
  }

  get<N extends Noun>(noun: N, id: string): Row<N> | undefined {
    return this.#rows.get(`${noun} ${id}`) as Row<N> | undefined                    // set below, under its noun
  }

  set<N extends Noun>(noun: N, id: string, row: Row<N> | undefined): void {
    this.#rows.set(`${noun} ${id}`, row)
  }
}
