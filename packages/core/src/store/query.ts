import { PaperclipError } from '../domain/error.ts'
import { NOUNS, type Noun } from '../domain/nouns.ts'
import type { Query } from '../ports/store.ts'

const MOST = 500
/** As many rows as a page has unless somebody says how many. */
export const USUAL_LIMIT = 100

/** A query that was checked: its order is declared, its limit in range, its cursor read. */
export interface PlannedQuery {
  where: readonly (readonly [field: string, value: unknown])[]
  by: string
  direction: 'up' | 'down'
  after: Position | null
  limit: number
}

/** Where a page ended: the value it was sorted by (a date as milliseconds) and the row's id. */
export interface Position { value: string | number; id: string }

/** Checks a query against what its noun declares. */
export function planQuery<N extends Noun>(noun: N, query: Query<N>): PlannedQuery {
  const where = Object.entries(query.where ?? {})
  let shape = `${query.by} ${where.length}`
  for (const [field] of where) shape += ` ${field}`
  const declared = known(noun)
  if (!declared.has(shape)) {
    if (isDeclared(NOUNS[noun].orders, where, query.by)) {
      declared.add(shape)
      return planned(query, where)
    }
    const fields = where.map(([field]) => field).sort().join()
    throw new PaperclipError('misconfigured', `${noun} declares no order by "${query.by}" within (${fields}). Add it to NOUNS, with its index.`)
  }
  return planned(query, where)
}

const planned = ({ by, direction = 'up', after, limit }: { by: string; direction?: 'up' | 'down' | undefined; after?: string | null | undefined; limit?: number | undefined }, where: PlannedQuery['where']): PlannedQuery =>
  ({ where, by, direction, after: after ? readCursor(after) : null, limit: limitOf(limit) })

/** Shapes of queries that were found to be declared: there are as many as orders, with their fields in the orders in which they are asked for. */
const knownShapes = new Map<Noun, Set<string>>()

function known(noun: Noun): Set<string> {
  let shapes = knownShapes.get(noun)
  if (!shapes) knownShapes.set(noun, shapes = new Set())
  return shapes
}

function isDeclared(orders: readonly { where: readonly string[]; by: string }[], where: readonly (readonly [string, unknown])[], by: string): boolean {
  for (const order of orders) {
    if (order.by !== by || order.where.length !== where.length) continue
    let isSame = true
    for (const [field] of where) if (!order.where.includes(field)) isSame = false
    if (isSame) return true
  }
  return false
}

/** The plan of a page of all companies, oldest first. */
export const planCompanies = ({ after, limit }: { after?: string | null; limit?: number }): PlannedQuery =>
  ({ where: [], by: 'createdAt', direction: 'up', after: after ? readCursor(after) : null, limit: limitOf(limit) })

/** The plan of a page of tombstones, newest first. */
export const planTombstones = ({ after, limit }: { after?: string | null; limit?: number }): PlannedQuery =>
  ({ where: [], by: 'deletedAt', direction: 'down', after: after ? readCursor(after) : null, limit: limitOf(limit) })

/** How many rows a page shall hold, 100 unless said. Throws `invalid_input` for what is not 1 to 500. */
export function limitOf(limit = USUAL_LIMIT): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST) return limit
  throw new PaperclipError('invalid_input', `limit: must be 1 to ${MOST} (was ${limit}).`)
}

/** The name under which a row is stored: its id, or its place in the chain. */
export const keyOf = (row: Keyed): string => ('id' in row ? row.id : String(row.seq))

/** What every row has one of. */
export type Keyed = { readonly id: string } | { readonly seq: number }

/** A value in the form it is sorted by. */
export const sortable = (value: unknown): string | number => (value instanceof Date ? value.getTime() : typeof value === 'number' ? value : String(value))

/** The page made of up to `limit + 1` rows found: what is over says that there is a next one. Its rows are a copy: whoever asked may sort theirs. */
export function pageOf<R extends Keyed>(rows: readonly R[], plan: PlannedQuery): { rows: R[]; next: string | null } {
  if (rows.length <= plan.limit) return { rows: [...rows], next: null }
  const shown = rows.slice(0, plan.limit)
  const last = shown[shown.length - 1]
  if (last === undefined) return { rows: shown, next: null }
  return { rows: shown, next: cursorOf(last, plan.by) }
}

/** Where a list goes on behind this row. */
export const cursorOf = (row: Keyed, by: string): string => writeCursor({ value: sortable(Reflect.get(row, by)), id: keyOf(row) })

export const writeCursor = ({ value, id }: Position): string => Buffer.from(JSON.stringify([value, id])).toString('base64url')

export function readCursor(cursor: string): Position {
  try {
    const [value, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if ((typeof value === 'string' || typeof value === 'number') && typeof id === 'string') return { value, id }
  } catch {
    // answered below, like any other cursor that is not ours
  }
  throw new PaperclipError('invalid_input', `after: "${cursor.slice(0, 40)}" is not the "next" of an earlier page.`)
}
