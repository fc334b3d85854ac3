import type { Json } from '../../policy/canonical.ts'
import type { Logged, Rebuilt } from '../../policy/rebuild.ts'

/**
 * Something of a company that is not as its audit log says: a row that is `altered` in a field, `missing`, or `unknown` to the log. Values are facts; of a text only the field is named.
 */
export interface Discrepancy { kind: 'altered' | 'missing' | 'unknown'; noun: string; id: string; field: string | null; logged: Json; stored: Json }

const MOST = 100

/** What was found while a company's rows were compared with its log, and what of it was let go for its age. */
export class Findings {
  readonly rebuilt: Rebuilt
  readonly discrepancies: Discrepancy[] = []
  /** Rows that were compared. */
  rows = 0
  readonly #gone = { runs: new Set<string>(), signals: new Set<string>() }

  constructor(rebuilt: Rebuilt) {
    this.rebuilt = rebuilt
  }

  alter(noun: string, id: string, { field, logged, stored }: Pick<Discrepancy, 'field' | 'logged' | 'stored'>): void {
    this.#add({ kind: 'altered', noun, id, field, logged, stored })
  }

  miss(noun: string, id: string): void {
    this.#add({ kind: 'missing', noun, id, field: null, logged: null, stored: null })
  }

  /** A row that the log knows nothing of. */
  wonderAt(noun: string, id: string): void {
    this.#add({ kind: 'unknown', noun, id, field: null, logged: null, stored: null })
  }

  /** A row of the log that is not stored: it was let go, or it is missing. */
  absent(noun: string, id: string, { facts }: Logged): void {
    if (noun === 'run' && isPast(facts['startedAt'], this.#through('runs')) && (facts['endedAt'] ?? null) !== null) this.#gone.runs.add(id)
    else if (noun === 'signal' && isPast(facts['createdAt'], this.#through('signals'))) this.#gone.signals.add(id)
    else if (!(noun === 'movement' && this.#gone.runs.has(String(facts['runId'])))) this.miss(noun, id)
  }

  /** As many rows must be gone as the log says were let go. */
  countGone(): void {
    for (const what of ['runs', 'signals'] as const) {
      const removed = this.rebuilt.of('retention').get(what)?.facts['removed'] ?? 0
      if (removed !== this.#gone[what].size) this.alter('retention', what, { field: 'removed', logged: removed, stored: this.#gone[what].size })
    }
  }

  #through(what: 'runs' | 'signals'): Json {
    return this.rebuilt.of('retention').get(what)?.facts['through'] ?? null
  }

  #add(discrepancy: Discrepancy): void {
    if (this.discrepancies.length < MOST) this.discrepancies.push(discrepancy)
  }
}

const isPast = (at: Json | undefined, through: Json): boolean => typeof at === 'string' && typeof through === 'string' && at <= through
