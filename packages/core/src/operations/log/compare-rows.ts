import { isBalanceOf, type Balance } from '../../domain/budget.ts'
import { NOUNS, type AuditedNoun, type Noun } from '../../domain/nouns.ts'
import { alteredFields } from '../../policy/compare-row.ts'
import { addCosts, NO_COST, sourceKey, type Cost } from '../../policy/costs.ts'
import type { CompanyView, Page, Query } from '../../ports/store.ts'
import { all } from '../find.ts'
import type { Findings } from './findings.ts'

const PAGE = 500

/** Compares the rows of a noun with the log. */
export async function compareNoun(view: CompanyView, { noun, key }: { noun: AuditedNoun; key: string }, found: Findings): Promise<void> {
  const logged = found.rebuilt.of(noun), seen = new Set<string>()
  for await (const row of stored(view, noun, logged.keys())) {
    const said = logged.get(row.id)
    seen.add(row.id)
    found.rows++
    if (!said) found.wonderAt(noun, row.id)
    else for (const field of alteredFields(noun, row, { logged: said, key })) found.alter(noun, row.id, field)
  }
  for (const [id, said] of logged) if (!seen.has(id)) found.absent(noun, id, said)
}

/** Every row of a noun; where it can be listed by what it belongs to only, those that the log knows. */
async function* stored(view: CompanyView, noun: AuditedNoun, known: Iterable<string>): AsyncGenerator<{ id: string }> {
  const order = (NOUNS[noun].orders as readonly { where: readonly string[]; by: string }[]).find(({ where }) => where.length === 0)
  if (!order) {
    for (const id of known) {
      const row = await view.get(noun, id)
      if (row) yield row
    }
    return
  }
  let after: string | null = null
  do {
    const page: { rows: { id: string }[]; next: string | null } = await view.list(noun, { by: order.by, after, limit: PAGE } as Query<Noun> & Query<AuditedNoun>)
    yield* page.rows
    after = page.next
  } while (after !== null)
}

/** Compares what budgets come to with what their movements and their runs in progress add up to. */
export async function compareBalances(view: CompanyView, found: Findings): Promise<void> {
  const logged = found.rebuilt.balances()
  for (const budgetId of found.rebuilt.of('budget').keys()) {
    const balances = new Map<string, Balance>()
    for (const balance of await all(view, 'balance', { where: { budgetId }, by: 'startsAt' })) balances.set(balance.id, balance)
    for (const id of logged.keys()) if (isBalanceOf(id, budgetId) && !balances.has(id)) found.miss('balance', id)
    for (const { id, reserved, spent } of balances.values()) {
      const said = logged.get(id) ?? { reserved: 0, spent: 0 }
      found.rows++
      if (reserved !== said.reserved) found.alter('balance', id, { field: 'reserved', logged: said.reserved, stored: reserved })
      if (spent !== said.spent) found.alter('balance', id, { field: 'spent', logged: said.spent, stored: spent })
    }
  }
}

/** Compares what costs come to over all days, and over all months, with what the ledger adds up to, and what each day came to in all with its parts. */
export async function compareCosts(view: CompanyView, found: Findings): Promise<void> {
  const logged = found.rebuilt.costs(), totals = new Map<string, Cost>()
  const days = paged(after => view.list('costDay', { by: 'day', after, limit: PAGE })), months = paged(after => view.list('costMonth', { by: 'month', after, limit: PAGE }))
  for (const [noun, rows] of [['costDay', days], ['costMonth', months]] as const) {
    const stored = new Map<string, Cost>()
    for await (const row of rows) {
      stored.set(sourceKey(row), addCosts(stored.get(sourceKey(row)) ?? NO_COST, row))
      if ('day' in row) totals.set(row.day, addCosts(totals.get(row.day) ?? NO_COST, row))
      found.rows++
    }
    compareSums(noun, { logged, stored }, found)
  }
  const stored = new Map<string, Cost>()
  for await (const { id, ...total } of paged(after => view.list('costTotal', { by: 'id', after, limit: PAGE }))) {
    stored.set(id, total)
    found.rows++
  }
  compareSums('costTotal', { logged: totals, stored }, found)
}

function compareSums(noun: Noun, { logged, stored }: Record<'logged' | 'stored', ReadonlyMap<string, Cost>>, found: Findings): void {
  for (const key of new Set([...logged.keys(), ...stored.keys()])) {
    const said = logged.get(key) ?? NO_COST, is = stored.get(key) ?? NO_COST
    for (const field of COST_FIELDS) if (said[field] !== is[field]) found.alter(noun, key, { field, logged: said[field], stored: is[field] })
  }
}

async function* paged<T>(pageAfter: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null
  do {
    const page: Page<T> = await pageAfter(after)
    yield* page.rows
    after = page.next
  } while (after !== null)
}

const COST_FIELDS = ['billed', 'imputed', 'unpriced', 'inputTokens', 'cachedTokens', 'outputTokens'] as const
