/** A line per company before the connections: a hot company has one of them at a time, and leaves the others to the rest. */
export class CompanyLines {
  readonly #tails = new Map<string, Promise<unknown>>()

  /** Runs `act` once those of the same company that came before have ended, whatever came of them. */
  async inLine<T>(company: string, act: () => Promise<T>): Promise<T> {
    const turn = (this.#tails.get(company) ?? Promise.resolve()).then(act, act)
    this.#tails.set(company, turn)
    try {
      return await turn
    } finally {
      if (this.#tails.get(company) === turn) this.#tails.delete(company)
    }
  }
}
