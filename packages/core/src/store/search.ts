import { PaperclipError } from '../domain/error.ts'
import { NOUNS, type Noun, type Row, type Searched } from '../domain/nouns.ts'
import type { Search, SearchPlace } from '../ports/store.ts'
import { keyOf } from './query.ts'
import { fieldOf, matches } from './select-rows.ts'

const MOST = 100
const USUAL = 20
const MOST_WORDS = 20

/** A search that was checked: the words it looks for, folded as `wordsOf` folds those of a text. */
export interface PlannedSearch {
  words: readonly string[]
  where: readonly (readonly [field: string, value: unknown])[]
  after: SearchPlace | null
  limit: number
}

/** Checks a search against what its noun declares. Of its words the first 20 count. */
export function planSearch<N extends Noun>(noun: N, { text, where = {}, after = null, limit = USUAL }: Search<N>): PlannedSearch {
  if (!isSearched(noun)) throw new PaperclipError('misconfigured', `${noun} declares no texts to search. Add them to NOUNS, with a migration that indexes what is there.`)
  const wanted = Object.entries(where)
  for (const [field, value] of wanted) {
    if (!(field in NOUNS[noun].schema.shape)) throw new PaperclipError('misconfigured', `${noun} has no field "${field}" to search within.`)
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) throw new PaperclipError('misconfigured', `${noun}.${field}: only plain values can be searched within.`)
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new PaperclipError('invalid_input', `limit: must be 1 to ${MOST} (was ${limit}).`)
  return { words: wantedWords(text), where: wanted, after, limit }
}

/**
 * A word is a run of letters and digits with their marks (100 at most, what is longer is two words); in Chinese and Japanese, which put no spaces
 * between words, it is one character. No store decides this for itself, or two of them would find different rows.
 */
const WORD = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?!\p{M})(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}\p{M}]){1,100}/gu

/** The words of a text, each once: in lower case, and in one form where Unicode has several. Among ASCII characters they hold only `a` to `z` and `0` to `9`. */
export const wordsOf = (text: string): string[] => [...new Set(text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').match(WORD))]

/** The words that a search for this text looks for. */
export const wantedWords = (text: string): string[] => wordsOf(text).slice(0, MOST_WORDS)

/** Where a text has words that begin with one of those wanted, and with which of them: as many as are asked for, from its start. */
export function matchesOf(text: string, wanted: readonly string[], most: number): { from: number; to: number; word: string }[] {
  const found: { from: number; to: number; word: string }[] = []
  for (const { 0: written, index } of text.matchAll(WORD)) {
    const folded = wordsOf(written), word = wanted.find(start => folded.some(one => one.startsWith(start)))
    if (word !== undefined) found.push({ from: index, to: index + written.length, word })
    if (found.length >= most) break
  }
  return found
}

/** The words of a row's searched texts: those of what it is called, which weigh more, and those of the others. */
export function searchedWords<N extends Noun>(noun: N, row: Row<N>): { first: string[]; other: string[] } {
  const { first, other } = searchedTexts(noun, row)
  return { first: wordsOf(first.join('\n')), other: wordsOf(other.join('\n')) }
}

const known = new WeakMap<object, { first: string[]; other: string[] }>()

/** The same, read once for each row: rows do not change, others come in their place. */
function knownWords<N extends Noun>(noun: N, row: Row<N>): { first: string[]; other: string[] } {
  const words = known.get(row) ?? searchedWords(noun, row)
  known.set(row, words)
  return words
}

/** A row's searched texts: what it is called, and the others. */
export function searchedTexts<N extends Noun>(noun: N, row: Row<N>): { first: string[]; other: string[] } {
  const { first, other } = searchedOf(noun), textsOf = (paths: readonly string[]) => paths.map(path => String(within(row, path) ?? ''))
  return { first: textsOf(first), other: textsOf(other) }
}

/** True unless a row has the searched texts of the one before it, and its time: by both it is found. */
export function isRetold<N extends Noun>(noun: N, row: Row<N>, before: Row<N> | undefined): boolean {
  const { first, other } = searchedOf(noun)
  if (first.length + other.length === 0) return false
  return !before || [...first, ...other].some(path => within(row, path) !== within(before, path)) || timeOf(row) !== timeOf(before)
}

/** When a row was made, in milliseconds. */
function timeOf(row: object): number {
  const createdAt = fieldOf(row, 'createdAt')
  return createdAt instanceof Date ? createdAt.getTime() : 0
}

const within = (row: object, path: string): unknown => path.split('.').reduce<unknown>((found, field) => Reflect.get(Object(found), field), row)

/** The rows a planned search finds, out of all there are: those that are called by every word before the others, then the newest first. */
export function searchRows<N extends Noun>(noun: N, rows: Iterable<Row<N>>, { words, where, after, limit }: PlannedSearch): Row<N>[] {
  const found: (SearchPlace & { row: Row<N> })[] = []
  for (const row of latestOf(noun, rows)) {
    if (!matches(row, where)) continue
    const { first, other } = knownWords(noun, row)
    if (!holdsAll([...first, ...other], words)) continue
    const place = { row, ...placeFound(noun, row, words) }
    if (!after || inOrder(after, place) < 0) found.push(place)
  }
  return found.sort(inOrder).slice(0, limit).map(({ row }) => row)
}

/** Where a row that was found stands among all that are found by these words. */
export function placeFound<N extends Noun>(noun: N, row: Row<N>, words: readonly string[]): SearchPlace {
  return { isTitled: holdsAll(wordsOf(searchedTexts(noun, row).first.join('\n')), words), at: timeOf(row), id: keyOf(row) }
}

/** Sorts what was found, also of different nouns: called by every word first, then the newest, then by id from the last to the first. */
export function inOrder(one: SearchPlace, other: SearchPlace): number {
  if (one.isTitled !== other.isTitled) return one.isTitled ? -1 : 1
  if (one.at !== other.at) return one.at > other.at ? -1 : 1
  return one.id === other.id ? 0 : one.id > other.id ? -1 : 1
}

/** Of rows of which each is written in place of another, those that stand. */
function latestOf<N extends Noun>(noun: N, rows: Iterable<Row<N>>): Iterable<Row<N>> {
  const { latest } = searchedOf(noun)
  if (!latest) return rows
  const standing = new Map<unknown, Row<N>>()
  for (const row of rows) {
    const of = fieldOf(row, latest.of), other = standing.get(of)
    if (!other || Number(fieldOf(row, latest.by)) > Number(fieldOf(other, latest.by))) standing.set(of, row)
  }
  return standing.values()
}

const holdsAll = (words: readonly string[], wanted: readonly string[]): boolean => wanted.every(start => words.some(word => word.startsWith(start)))

/** Those of the words wanted that these texts do not hold. */
export function lacking(texts: readonly string[], wanted: readonly string[]): string[] {
  const words = wordsOf(texts.join('\n'))
  return wanted.filter(start => !words.some(word => word.startsWith(start)))
}

/** Which texts of a noun are searched. */
export const searchedOf = (noun: Noun): Searched => NOUNS[noun].searched

/** True if a noun has texts that are searched. */
export const isSearched = (noun: Noun): boolean => searchedOf(noun).first.length + searchedOf(noun).other.length > 0
