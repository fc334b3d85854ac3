import type { Noun, Row } from '../domain/nouns.ts'

/** Rows that a transaction has read or written by their key. Nobody else changes them before it ends, so each is read once, also while it is being read. */
export class KnownRows {
  readonly #byNoun = new Map<Noun, Map<string, unknown>>()
  readonly #reading = new Map<string, Promise<unknown>>()

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

  /** What is known of a row, and else what `ask` finds. */
  async once<N extends Noun>(noun: N, id: string, ask: () => Promise<Row<N> | undefined>): Promise<Row<N> | undefined> {
    if (this.has(noun, id)) return this.get(noun, id)
    const name = `${noun} ${id}`
    let reading = this.#reading.get(name)
    if (!reading) this.#reading.set(name, reading = ask().finally(() => this.#reading.delete(name)))
    const row = await reading as Row<N> | undefined                                  // set above, under its noun
    if (!this.has(noun, id)) this.set(noun, id, row)                                  // else it was written meanwhile
    return this.get(noun, id)
  }
}
