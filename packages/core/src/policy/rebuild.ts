import type { AuditRecord } from '../domain/audit.ts'
import type { Json } from './canonical.ts'
import { addCosts, costOf, NO_COST, sourceKey, type Cost, type CostEntry, type CostSource } from './costs.ts'

/** What the log says of one entity: its facts as they stand, and the digests of its texts. A fact that is absent is null. */
export interface Logged { readonly facts: Readonly<Record<string, Json>>; readonly digests: Readonly<Record<string, string>> }

/** What a budget's window comes to by the log: what its movements add up to, and what runs in progress hold of it. */
export interface LoggedBalance { reserved: number; spent: number }

const NO_SOURCE: Readonly<Record<string, Json>> = { agentId: null, projectId: null, goalId: null, provider: null, model: null }

/** A company as its audit log tells it, read from the first record on: no store is asked for anything. */
export class Rebuilt {
  readonly #nouns = new Map<string, Map<string, Logged>>()
  #seq = 0
  #missing: number | null = null

  /** Reads further records, in their order. One that was read already changes nothing; behind one that is missing nothing is read. */
  read(records: Iterable<AuditRecord>): this {
    for (const record of records) {
      if (this.#missing !== null || record.seq <= this.#seq) continue
      if (record.seq !== this.#seq + 1) this.#missing = this.#seq + 1
      else this.#follow(record)
    }
    return this
  }

  /** Up to which record it was read. */
  get seq(): number {
    return this.#seq
  }

  /** The first record that is missing. */
  get missing(): number | null {
    return this.#missing
  }

  /** Everything of a noun that there is, by id. */
  of(noun: string): ReadonlyMap<string, Logged> {
    return this.#nouns.get(noun) ?? new Map()
  }

  /** Every balance that money ever moved in, by id. */
  balances(): Map<string, LoggedBalance> {
    const balances = new Map<string, LoggedBalance>()
    const post = (ids: Json | undefined, amounts: LoggedBalance): void => {
      for (const id of Array.isArray(ids) ? ids : []) {
        const { reserved, spent } = balances.get(String(id)) ?? { reserved: 0, spent: 0 }
        balances.set(String(id), { reserved: reserved + amounts.reserved, spent: Math.min(spent + amounts.spent, Number.MAX_SAFE_INTEGER) })                // as `addMoney` adds
      }
    }
    for (const { facts } of this.of('movement').values()) post(facts['balances'], { reserved: 0, spent: spentBy(facts) })
    for (const { facts } of this.of('run').values()) post(facts['balances'], { reserved: Number(facts['reserved'] ?? 0), spent: 0 })
    return balances
  }

  /** What every source of costs comes to, over all days, by `sourceKey`. */
  costs(): Map<string, Cost> {
    const costs = new Map<string, Cost>()
    for (const { facts } of this.of('movement').values()) {
      const entry = { ...NO_SOURCE, ...facts } as CostEntry & CostSource              // what is logged of a movement is facts alone; absent is null
      const cost = costOf(entry), key = sourceKey(entry)
      if (cost) costs.set(key, addCosts(costs.get(key) ?? NO_COST, cost))
    }
    return costs
  }

  #follow({ seq, noun, entityId, after, digests }: AuditRecord): void {
    this.#seq = seq
    const rows = this.#nouns.get(noun) ?? new Map<string, Logged>()
    this.#nouns.set(noun, rows)
    if (after === null) {
      rows.delete(entityId)
      return
    }
    const standing = rows.get(entityId)
    rows.set(entityId, { facts: { ...standing?.facts, ...after }, digests: { ...standing?.digests, ...digests } })
  }
}

/** What a movement adds to what is spent: only what is billed was paid, and a correction may take away. */
const spentBy = ({ kind, billing, amount }: Logged['facts']): number =>
  kind === 'adjust' || (kind === 'spend' && billing === 'billed') ? Number(amount ?? 0) : 0

/** Rebuilds a company from its audit log alone: `rebuild(records).of('run')` are its runs with their facts, `balances()` what its budgets come to. */
export const rebuild = (records: Iterable<AuditRecord>): Rebuilt => new Rebuilt().read(records)
