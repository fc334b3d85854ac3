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

/** Sorts, cuts and limits rows as a plan says. Only as many as are wanted are kept in order, since a page is far shorter than all there are. */
export function cut<R extends Keyed>(rows: readonly R[], { by, direction, after, limit }: PlannedQuery): R[] {
  const sign = direction === 'up' ? 1 : -1, most = limit + 1
  const kept: (Place & { row: R })[] = []
  for (const row of rows) {
    const place = { row, value: sortable(fieldOf(row, by)), id: keyOf(row) }
    if (after && sign * compare(place, after) <= 0) continue
    let at = kept.length
    for (let below = 0; below < at;) {
      const middle = at - 1 - ((at - 1 - below) >> 3), other = kept[middle]          // rows mostly come in order: looks near the end first
      if (other && sign * compare(place, other) < 0) at = middle
      else below = middle + 1
    }
    if (at >= most) continue
    if (kept.length === most) kept.pop()
    kept.splice(at, 0, place)
  }
  return kept.map(({ row }) => row)
}

interface Place { value: string | number; id: string }
function compare(a: Place, b: Place): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

/** What must be unique in a noun: the fields, when it counts, and how its names begin. */
interface Unique { fields: readonly string[]; when: readonly (readonly [field: string, value: string])[]; begins: string }

const uniquesByNoun = new Map<Noun, readonly Unique[]>()

function uniquesOf(noun: Noun): readonly Unique[] {
  const known = uniquesByNoun.get(noun)
  if (known) return known
  const declared: readonly { fields: readonly string[]; when?: Readonly<Record<string, string>> }[] = NOUNS[noun].unique
  const uniques = declared.map(({ fields, when = {} }) => ({ fields, when: Object.entries(when), begins: JSON.stringify([fields, when]).slice(0, -1) }))
  uniquesByNoun.set(noun, uniques)
  return uniques
}

/** What a row takes that is unique in its company: one name for each declared set of fields that it holds. */
export function uniqueNames<N extends Noun>(noun: N, row: Row<N>): string[] {
  const names: string[] = []
  for (const { fields, when, begins } of uniquesOf(noun)) {
    if (!matches(row, when)) continue
    const values = fields.map(name => fieldOf(row, name))
    if (values.every(value => value !== null && value !== undefined)) names.push(`${begins},${JSON.stringify(values.map(sortable))}]`)
  }
  return names
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
