import { matchesOf } from '../../store/search.ts'

const LENGTH = 200
const BEFORE = 60
const MOST_SCANNED = 500_000
const MOST_MATCHES = 500

/** Where in a text something stands: from a position up to another, counted as JavaScript counts. */
export interface Mark { from: number; to: number }

/** The part of a text that tells most of the words that are looked for, on one line, and where they stand in it. */
export interface Excerpt { text: string; marks: Mark[] }

/** Where words stand in a text: every word of it that begins with one of them. */
export const marksIn = (text: string, words: readonly string[]): Mark[] => matchesOf(text, words, MOST_MATCHES).map(({ from, to }) => ({ from, to }))

/** The excerpt of the first of these texts that holds any of the words, or of the first that says anything. */
export function excerptOf(texts: readonly string[], words: readonly string[]): Excerpt {
  for (const whole of texts) {
    const text = whole.slice(0, MOST_SCANNED), best = densest(matchesOf(text, words, MOST_MATCHES))
    if (best !== undefined) return cutAt(text, best, words)
  }
  return cutAt(texts.find(text => text.trim() !== '') ?? '', 0, words)
}

/** Where the stretch begins that holds the most different words. */
function densest(matches: readonly (Mark & { word: string })[]): number | undefined {
  let best: { at: number; many: number } | undefined
  for (const [n, { from }] of matches.entries()) {
    const near = new Set<string>()
    for (let next = n; next < matches.length; next++) {
      const match = matches[next]
      if (!match || match.to > from + LENGTH - BEFORE) break
      near.add(match.word)
    }
    if (!best || near.size > best.many) best = { at: from, many: near.size }
  }
  return best?.at
}

/** Between blanks where some are near: a text of a script without any is cut between characters. */
function cutAt(text: string, at: number, words: readonly string[]): Excerpt {
  const wanted = at <= BEFORE ? 0 : at - BEFORE, blank = text.slice(wanted, at).search(/\s/)
  const from = wanted === 0 || blank === -1 ? wanted : wanted + blank
  const room = text.slice(from, from + LENGTH), end = from + room.length < text.length ? room.slice(LENGTH - BEFORE / 2).search(/\s\S*$/) : -1
  const shown = end === -1 ? room : room.slice(0, LENGTH - BEFORE / 2 + end)
  const line = (from > 0 && isLow(text, from) ? shown.slice(1) : shown).replace(/[\ud800-\udbff]$/, '').replaceAll(/\s+/g, ' ').trim()
  const told = `${from > 0 ? '…' : ''}${line}${from + shown.length < text.trimEnd().length ? '…' : ''}`
  return { text: told, marks: marksIn(told, words) }
}

/** True in the middle of a character. */
const isLow = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at))
