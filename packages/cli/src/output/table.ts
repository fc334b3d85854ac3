import { cellWidth, clip, pad, padLeft } from './cell-width.ts'
import { plainLine } from './plain-line.ts'
import type { Screen, Tone } from './screen.ts'

export interface Column {
  title: string
  /** The column that gives way where the terminal is too narrow. */
  isFlexible?: true
  align?: 'right'
}

/** A text, or a text with its tone. */
export type Cell = string | readonly [tone: Tone, text: string]

const GAP = 2
const LEAST = 8

/** Rows under their titles, fitted into the width of the screen. */
export function table(screen: Screen, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map(row => row.map(textOf))
  const widths = fitted(columns, columns.map(({ title }, at) => Math.max(cellWidth(title), ...texts.map(row => cellWidth(row[at] ?? '')))), screen.width)
  const place = (text: string, at: number): string => {
    const width = widths[at] ?? 0
    const shown = clip(text, width)
    if (columns[at]?.align === 'right') return padLeft(shown, width)
    return at === columns.length - 1 ? shown : pad(shown, width)
  }
  const line = (cells: readonly string[]): string => cells.join(' '.repeat(GAP)).trimEnd()
  const head = screen.paint('quiet', line(columns.map(({ title }, at) => place(title, at))))
  return [head, ...rows.map(row => line(row.map((cell, at) => screen.paint(toneOf(cell), place(textOf(cell), at)))))].join('\n')
}

/** Blanks in front are kept: they draw a tree. */
const textOf = (cell: Cell): string => {
  const text = typeof cell === 'string' ? cell : cell[1]
  return ' '.repeat(text.search(/[^ ]|$/)) + plainLine(text)
}
const toneOf = (cell: Cell): Tone => (typeof cell === 'string' ? 'plain' : cell[0])

function fitted(columns: readonly Column[], widths: number[], width: number): number[] {
  const over = widths.reduce((sum, one) => sum + one + GAP, -GAP) - width
  if (over <= 0) return widths
  const flexible = columns.flatMap(({ isFlexible }, at) => (isFlexible ? [at] : []))
  let left = over
  const fitting = [...widths]
  // The widest gives first, so that no column disappears while another has room.
  while (left > 0) {
    const widest = flexible.filter(at => (fitting[at] ?? 0) > LEAST).sort((a, b) => (fitting[b] ?? 0) - (fitting[a] ?? 0))[0]
    if (widest === undefined) break
    fitting[widest] = (fitting[widest] ?? 0) - 1
    left -= 1
  }
  return fitting
}
