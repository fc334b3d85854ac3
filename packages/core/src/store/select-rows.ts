import { conflict } from '../domain/error.ts'
import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import { keyOf, sortable, type PlannedQuery } from './query.ts'

export type Fields = ReadonlyMap<string, unknown>

export const fieldsOf = (row: object): Fields => new Map(Object.entries(row))

/** True if a row equals every field of `where`. */
export const matches = (row: object, where: PlannedQuery['where']): boolean => {
  const fields = fieldsOf(row)
  return where.every(([field, value]) => equatable(fields.get(field)) === equatable(value))
}

/** Null equals null, and not the text "null". */
export const equatable = (value: unknown): string | number | null => (value === null || value === undefined ? null : sortable(value))

/** The rows a planned query asks for, out of all there are: those that match, sorted, after its cursor, up to its limit and one more. */
export const selectRows = <N extends Noun>(rows: Iterable<Row<N>>, plan: PlannedQuery): Row<N>[] =>
  cut([...rows].filter(row => matches(row, plan.where)), plan)

/** Sorts, cuts and limits rows as a plan says. */
export function cut<N extends Noun>(rows: readonly Row<N>[], plan: PlannedQuery): Row<N>[] {
  const sign = plan.direction === 'up' ? 1 : -1
  const placed = rows.map(row => ({ row, value: sortable(fieldsOf(row).get(plan.by)), id: keyOf(row) }))
  const { after } = plan
  const rest = after ? placed.filter(place => sign * compare(place, after) > 0) : placed
  return rest.sort((a, b) => sign * compare(a, b)).slice(0, plan.limit + 1).map(({ row }) => row)
}

interface Place { value: string | number; id: string }
function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** Throws `conflict` if another of `rows` holds what must be unique. */
export function checkUnique<N extends Noun>(noun: N, row: Row<N>, rows: Iterable<Row<N>>): void {
  const uniques: readonly { fields: readonly string[]; when?: Readonly<Record<string, string>> }[] = NOUNS[noun].unique
  const key = keyOf(row), fields = fieldsOf(row)
  const held = uniques.filter(({ fields: names, when }) => names.every(name => fields.get(name) != null) && matches(row, Object.entries(when ?? {})))
  if (held.length === 0) return
  for (const other of rows) {
    if (keyOf(other) === key) continue
    for (const { fields: names, when } of held) {
      const where = [...names.map(name => [name, fields.get(name)] as const), ...Object.entries(when ?? {})]
      if (matches(other, where)) throw conflict('exists', `There is a ${noun} with this ${names.join(' and ')} already.`)
    }
  }
}
