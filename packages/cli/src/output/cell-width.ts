const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u
const NARROWLESS = /^\p{M}+$/u
const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

const ofOne = (character: string): number => (NARROWLESS.test(character) ? 0 : WIDE.test(character) ? 2 : 1)

/** How many columns of a terminal a text without escapes takes. */
export function cellWidth(text: string): number {
  let width = 0
  for (const { segment } of segments.segment(text)) width += ofOne(segment)
  return width
}

/** The text cut to a width, with … where something is missing. */
export function clip(text: string, width: number): string {
  if (cellWidth(text) <= width) return text
  let kept = '', taken = 0
  for (const { segment } of segments.segment(text)) {
    const next = ofOne(segment)
    if (taken + next > width - 1) break
    kept += segment
    taken += next
  }
  return width < 1 ? '' : `${kept.trimEnd()}…`
}

/** The text filled up with blanks to a width. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(width - cellWidth(text), 0))
/** The same, with the blanks in front. */
export const padLeft = (text: string, width: number): string => ' '.repeat(Math.max(width - cellWidth(text), 0)) + text
