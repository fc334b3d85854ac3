import type { Told } from './frame.ts'

/** How much of a company's log stands ready for those who listen. */
const MOST_RECORDS = 2_000
const MOST_CHARACTERS = 8_000_000

/** The end of a company's log, as it grows: one copy for all who listen. */
export class Recent {
  #told: (Told | undefined)[] = []
  #from = 0
  #characters = 0
  #last: number

  /** Begins, empty, after a sequence number. */
  constructor(last: number) {
    this.#last = last
  }

  /** The number of the last record. */
  get last(): number {
    return this.#last
  }

  /** True if everything after a number is here. */
  reaches(seq: number): boolean {
    return seq >= this.#last - (this.#told.length - this.#from)
  }

  /** The record of a number; undefined if it is not here, or not any more. */
  at(seq: number): Told | undefined {
    const index = this.#told.length - 1 - (this.#last - seq)
    return index < this.#from ? undefined : this.#told[index]
  }

  /** Adds the record that follows the last. */
  add(told: Told): void {
    this.#told.push(told)
    this.#last = told.seq
    this.#characters += told.text.length
    while (this.#told.length - this.#from > 1 && (this.#told.length - this.#from > MOST_RECORDS || this.#characters > MOST_CHARACTERS)) this.#drop()
  }

  #drop(): void {
    this.#characters -= this.#told[this.#from]?.text.length ?? 0
    this.#told[this.#from++] = undefined
    if (this.#from < MOST_RECORDS) return
    this.#told = this.#told.slice(this.#from)
    this.#from = 0
  }
}
