import type { CompanyId } from '../../domain/company.ts'
import { isPaperclipError } from '../../domain/error.ts'
import type { Lease } from '../../ports/store.ts'
import type { Deps } from '../work.ts'
import { begin, REST, type Begun } from './begin.ts'

/** So many begin together at most: the first of them waits until the last has begun. */
const MOST_TOGETHER = 16

interface Waiting { lease: Lease; resolve(begun: Begun): void; reject(error: unknown): void }

/**
 * Beats of one company that begin in the same moment do so in one transaction: they look at the company, its budgets and each other's manager once, and take one turn in its line.
 * Where that fails, each begins for itself, so that an error belongs to whoever causes it.
 */
export class Beginnings {
  readonly #deps: Deps
  readonly #waiting = new Map<CompanyId, Waiting[]>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  begin(lease: Lease): Promise<Begun> {
    return new Promise((resolve, reject) => {
      const { companyId } = lease, one = { lease, resolve, reject }, waiting = this.#waiting.get(companyId)
      if (waiting) return void waiting.push(one)
      this.#waiting.set(companyId, [one])
      queueMicrotask(() => this.#leave(companyId))
    })
  }

  #leave(companyId: CompanyId): void {
    const waiting = this.#waiting.get(companyId) ?? []
    this.#waiting.delete(companyId)
    for (let at = 0; at < waiting.length; at += MOST_TOGETHER) void this.#together(companyId, waiting.slice(at, at + MOST_TOGETHER))
  }

  async #together(companyId: CompanyId, waiting: readonly Waiting[]): Promise<void> {
    try {
      const begun = await begin(this.#deps, companyId, waiting.map(({ lease }) => lease))
      waiting.forEach(({ resolve }, n) => resolve(begun[n] ?? REST))
    } catch (error) {
      if (waiting.length === 1 || isAway(error)) return waiting.forEach(({ reject }) => reject(error))
      for (const one of waiting) void this.#together(companyId, [one])
    }
  }
}

/** True where the store is not to be had: nobody is to wait for the same again. */
const isAway = (error: unknown): boolean => isPaperclipError(error) && error.code === 'unavailable'
