import { createHash } from 'node:crypto'
import type { Statement } from '@paperclip/store-kysely'

/** A statement as the driver takes it: prepared once per connection, under a name that its text alone decides. */
export interface Prepared { name: string; text: string }

/** As many combinations are prepared on each connection at most. What comes after them goes statement by statement. */
const MOST = 200
/** So often it is seen before it is worth a plan of its own; the more there are, the oftener, so that the last places go to what comes again and again. */
const OFTEN = 2
const FEWER = 10
/** So many sequences are remembered before those that came to nothing are forgotten. */
const MOST_REMEMBERED = 5_000

interface Place { next: Map<string, Place>; seen: number; combined: Prepared | undefined }

/**
 * Statements that leave together again and again become one: the server plans it once, and answers once. What is rare stays apart, for a combination costs
 * memory on every connection. The connections of one store share these.
 */
export class Combinations {
  readonly #known: { path: readonly string[]; combined: Prepared }[] = []
  #root = placed()
  #remembered = 0

  /** The one statement that does what these do, or undefined if it is not worth one. Values follow one another as the statements do. */
  of(kind: 'reads' | 'writes', statements: readonly Statement[]): Prepared | undefined {
    if (this.#remembered >= MOST_REMEMBERED) this.#forget()
    let place = this.#next(this.#root, kind)
    for (const { sql } of statements) {
      if (!place) return undefined
      place = this.#next(place, sql)
    }
    const many = this.#known.length
    if (!place || place.combined || many >= MOST || ++place.seen < OFTEN + Math.floor(many / FEWER)) return place?.combined
    const combined = preparedAs((kind === 'reads' ? read : written)(renumbered(statements)))
    this.#known.push({ path: [kind, ...statements.map(({ sql }) => sql)], combined })
    return place.combined = combined
  }

  #next(place: Place, by: string): Place | undefined {
    const next = place.next.get(by)
    if (next || this.#known.length >= MOST) return next
    this.#remembered++
    return added(place, by)
  }

  /** Only what became one is kept: what was seen once, long ago, must not keep out what is seen now. */
  #forget(): void {
    this.#root = placed()
    this.#remembered = 0
    for (const { path, combined } of this.#known) path.reduce((place, by) => place.next.get(by) ?? added(place, by), this.#root).combined = combined
  }
}

function added(place: Place, by: string): Place {
  const next = placed()
  place.next.set(by, next)
  return next
}

const names = new Map<string, Prepared>()

/** A statement that goes alone, under its name. */
export function preparedAs(text: string): Prepared {
  let prepared = names.get(text)
  if (!prepared) names.set(text, prepared = { name: createHash('sha256').update(text).digest('base64url').slice(0, 24), text })
  return prepared
}

const placed = (): Place => ({ next: new Map(), seen: 0, combined: undefined })

/** Each answers with its rows, as an array of objects whose fields stand in the order of its columns; null where there are none. */
const read = (texts: readonly string[]): string => `select ${texts.map((text, n) => `(select json_agg(r) from (${text}) r) as q${n}`).join(', ')}`

const written = (texts: readonly string[]): string => `with ${texts.slice(0, -1).map((text, n) => `w${n} as (${text})`).join(', ')} ${texts.at(-1) ?? ''}`

/** The texts of statements, each with its parameters behind those of the ones before. */
function renumbered(statements: readonly Statement[]): string[] {
  let before = 0
  return statements.map(({ sql, parameters }) => {
    const shift = before
    before += parameters.length
    return shift === 0 ? sql : sql.replaceAll(/\$(\d+)/g, (_all, n) => `$${Number(n) + shift}`)
  })
}
