import { cellWidth } from './cell-width.ts'

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A line broken between its words, and inside those that are too long, so that each part fits into a width. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ').flatMap(one => pieces(one, width))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (cellWidth(longer) > width && line !== '') lines.push(line)
    line = cellWidth(longer) > width ? word : longer
  }
  return [...lines, line]
}

function pieces(word: string, width: number): string[] {
  if (cellWidth(word) <= width) return [word]
  const parts = ['']
  for (const { segment } of segments.segment(word)) {
    const last = parts.length - 1, longer = `${parts[last] ?? ''}${segment}`
    if (cellWidth(longer) > width) parts.push(segment)
    else parts[last] = longer
  }
  return parts
}
