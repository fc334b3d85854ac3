import { PaperclipError } from '../domain/error.ts'
import { NOUNS, type Noun, type Row } from '../domain/nouns.ts'
import type { Search } from '../ports/store.ts'
import { keyOf, sortable } from './query.ts'
import { fieldOf, matches } from './select-rows.ts'

const MOST = 100
const USUAL = 20
const MOST_WORDS = 20

/** A search that was checked: the words it looks for, folded as `wordsOf` folds those of a text. */
export interface PlannedSearch {
  words: readonly string[]
  where: readonly (readonly [field: string, value: unknown])[]
  limit: number
}

/** Checks a search against what its noun declares. Of its words the first 20 count. */
export function planSearch<N extends Noun>(noun: N, { text, where = {}, limit = USUAL }: Search<N>): PlannedSearch {
  if (searchedOf(noun).length === 0) throw new PaperclipError('misconfigured', `${noun} declares no texts to search. Add them to NOUNS, with a migration that indexes what is there.`)
  const wanted = Object.entries(where)
  for (const [field, value] of wanted) {
    if (!(field in NOUNS[noun].schema.shape)) throw new PaperclipError('misconfigured', `${noun} has no field "${field}" to search within.`)
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) throw new PaperclipError('misconfigured', `${noun}.${field}: only plain values can be searched within.`)
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) throw new PaperclipError('invalid_input', `limit: must be 1 to ${MOST} (was ${limit}).`)
  return { words: wordsOf(text).slice(0, MOST_WORDS), where: wanted, limit }
}

/**
 * A word is a run of letters and digits with their marks (100 at most, what is longer is two words); in Chinese and Japanese, which put no spaces
 * between words, it is one character. No store decides this for itself, or two of them would find different rows.
 */
const WORD = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|(?!\p{M})(?:(?![\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])[\p{L}\p{N}\p{M}]){1,100}/gu

/** The words of a text, each once: in lower case, and in one form where Unicode has several. Among ASCII characters they hold only `a` to `z` and `0` to `9`. */
export const wordsOf = (text: string): string[] => [...new Set(text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ').match(WORD))]

/** The words of a row's searched texts: those of the first, which weigh more, and those of the others. */
export function searchedWords<N extends Noun>(noun: N, row: Row<N>): { first: string[]; other: string[] } {
  const [first = '', ...others] = searchedOf(noun).map(field => String(fieldOf(row, field) ?? ''))
  return { first: wordsOf(first), other: wordsOf(others.join('\n')) }
}

/** The rows a planned search finds, out of all there are: those with every word in their first text before the others, then the newest first. */
export function searchRows<N extends Noun>(noun: N, rows: Iterable<Row<N>>, { words, where, limit }: PlannedSearch): Row<N>[] {
  const found: { row: Row<N>; isTitled: boolean; createdAt: string | number; id: string }[] = []
  for (const row of rows) {
    if (!matches(row, where)) continue
    const { first, other } = searchedWords(noun, row)
    if (!holdsAll([...first, ...other], words)) continue
    found.push({ row, isTitled: holdsAll(first, words), createdAt: sortable(fieldOf(row, 'createdAt')), id: keyOf(row) })
  }
  found.sort((a, b) => {
    if (a.isTitled !== b.isTitled) return a.isTitled ? -1 : 1
    if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1
    return a.id > b.id ? -1 : 1
  })
  return found.slice(0, limit).map(({ row }) => row)
}

const holdsAll = (words: readonly string[], wanted: readonly string[]): boolean => wanted.every(start => words.some(word => word.startsWith(start)))

/** The fields of a noun that are searched. */
export const searchedOf = (noun: Noun): readonly string[] => NOUNS[noun].searched
