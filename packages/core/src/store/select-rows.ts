import { conflict, type PaperclipError } from '../domain/error.ts'
import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import { keyOf, sortable, type Keyed, type PlannedQuery } from './query.ts'

/** A field of a row, whatever the row is of. */
export const fieldOf = (row: object, name: string): unknown => Reflect.get(row, name)

/** True if a row equals every field of `where`. */
export const matches = (row: object, where: PlannedQuery['where']): boolean =>
  where.every(([field, value]) => equatable(fieldOf(row, field)) === equatable(value))

/** Null equals null, and not the text "null". */
export const equatable = (value: unknown): string | number | null => (value === null || value === undefined ? null : sortable(value))

/** The rows a planned query asks for, out of all there are: those that match, sorted, after its cursor, up to its limit and one more. */
export const selectRows = <R extends Keyed>(rows: Iterable<R>, plan: PlannedQuery): R[] =>
  cut([...rows].filter(row => matches(row, plan.where)), plan)

/** Sorts, cuts and limits rows as a plan says. */
export function cut<R extends Keyed>(rows: readonly R[], plan: PlannedQuery): R[] {
  const sign = plan.direction === 'up' ? 1 : -1
  const placed = rows.map(row => ({ row, value: sortable(fieldOf(row, plan.by)), id: keyOf(row) }))
  const { after } = plan
  const rest = after ? placed.filter(place => sign * compare(place, after) > 0) : placed
  return rest.sort((a, b) => sign * compare(a, b)).slice(0, plan.limit + 1).map(({ row }) => row)
}

interface Place { value: string | number; id: string }
function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** What a row takes that is unique in its company: one name for each declared set of fields that it holds. */
export function uniqueNames<N extends Noun>(noun: N, row: Row<N>): string[] {
  const uniques: readonly { fields: readonly string[]; when?: Readonly<Record<string, string>> }[] = NOUNS[noun].unique
  return uniques.flatMap(({ fields, when = {} }) => {
    const values = fields.map(name => fieldOf(row, name))
    const isHeld = values.every(value => value !== null && value !== undefined) && matches(row, Object.entries(when))
    return isHeld ? [JSON.stringify([fields, when, values.map(sortable)])] : []
  })
}

/** The conflict of a row whose unique name is taken. */
export const taken = (noun: Noun, name: string): PaperclipError => {
  const [fields]: [string[]] = JSON.parse(name)
  return conflict('exists', `There is a ${noun} with this ${fields.join(' and ')} already.`)
}

/** Throws `conflict` if another of `rows` holds what must be unique. */
export function checkUnique<N extends Noun>(noun: N, row: Row<N>, rows: Iterable<Row<N>>): void {
  const wanted = uniqueNames(noun, row)
  if (wanted.length === 0) return
  for (const other of rows) {
    if (keyOf(other) === keyOf(row)) continue
    const clash = uniqueNames(noun, other).find(name => wanted.includes(name))
    if (clash !== undefined) throw taken(noun, clash)
  }
}
