import { cellWidth, clip, pad, padLeft } from './cell-width.ts'
import { plainLine } from './plain-line.ts'
import type { Screen, Tone } from './screen.ts'
import { wrap } from './wrap.ts'

export interface Column {
  title: string
  /** The column that gives way where the terminal is too narrow. */
  isFlexible?: true
  align?: 'right'
}

/** A text, or a text with its tone. */
export type Cell = string | readonly [tone: Tone, text: string]

/** The cells of a row, or those and what stands under them. */
export type TableRow = readonly Cell[] | { cells: readonly Cell[]; under: readonly string[] }

const GAP = 2
const LEAST = 12
const INDENT = 2
const UNDER = 8
const NOTHING = ['', '—']

/** Rows under their titles, if they have any, fitted into the width of the screen. Where even that is too narrow, one record under the other. */
export function table(screen: Screen, columns: readonly Column[], rows: readonly TableRow[]): string {
  const records = rows.map(row => ('cells' in row ? row : { cells: row, under: [] }))
  const texts = records.map(({ cells }) => cells.map(textOf))
  const widths = fitted(columns, columns.map(({ title }, at) => Math.max(cellWidth(title), ...texts.map(row => cellWidth(row[at] ?? '')))), screen.width)
  if (!widths) return records.map(({ cells, under }) => [...record(screen, columns, cells), ...beneath(screen, under, INDENT)].join('\n')).join('\n')
  const place = (text: string, at: number): string => {
    const width = widths[at] ?? 0
    const shown = clip(text, width)
    if (columns[at]?.align === 'right') return padLeft(shown, width)
    return at === columns.length - 1 ? shown : pad(shown, width)
  }
  const line = (cells: readonly string[]): string => cells.join(' '.repeat(GAP)).trimEnd()
  const head = columns.every(({ title }) => title === '') ? [] : [screen.paint('quiet', line(columns.map(({ title }, at) => place(title, at))))]
  return [...head, ...records.flatMap(({ cells, under }) => [line(cells.map((cell, at) => screen.paint(toneOf(cell), place(textOf(cell), at)))), ...beneath(screen, under, UNDER)])].join('\n')
}

type Piece = readonly [tone: Tone, text: string]

/** One record: its heading, then a line for each titled cell that says something. A cell without a title goes on where the one before it ended. */
function record(screen: Screen, columns: readonly Column[], cells: readonly Cell[]): string[] {
  const groups: { title: string; pieces: Piece[] }[] = []
  for (const [at, cell] of cells.entries()) {
    const title = columns[at]?.title ?? '', text = textOf(cell), before = groups.at(-1)
    const said: Piece[] = at > 0 && NOTHING.includes(text.trim()) ? [] : [[toneOf(cell), at === 0 ? text : text.trim()]]
    if (before && title === '') before.pieces.push(...said)
    else groups.push({ title, pieces: said })
  }
  const [heading, ...rest] = groups, first = textOf(cells[0] ?? ''), depth = first.length - first.trimStart().length
  const titles = Math.max(0, ...rest.map(({ title }) => cellWidth(title))), margin = depth + INDENT
  const head = packed(screen, (heading?.pieces ?? []).map(([tone, text], at) => [at === 0 && tone === 'plain' ? 'strong' : tone, text]), screen.width - margin)
  return [
    ...head.map((line, part) => `${part === 0 ? '' : ' '.repeat(margin)}${line}`),
    ...rest.flatMap(({ title, pieces }) => packed(screen, pieces, screen.width - margin - titles - GAP).map((line, part) => `${' '.repeat(margin)}${screen.paint('quiet', pad(part === 0 ? title : '', titles))}${' '.repeat(GAP)}${line}`)),
  ]
}

/** Pieces beside each other as far as they fit, then on the next line. */
function packed({ paint }: Screen, pieces: readonly Piece[], width: number): string[] {
  const lines: string[] = []
  let line = '', taken = 0
  const end = (): void => {
    if (taken > 0) lines.push(line)
    line = ''
    taken = 0
  }
  for (const [tone, text] of pieces) {
    const room = width - taken - GAP
    if (taken > 0 && cellWidth(text) > room) end()
    const parts = taken === 0 ? wrapped(text, width) : [text]
    for (const [at, part] of parts.entries()) {
      if (at > 0) end()
      line += `${taken > 0 ? ' '.repeat(GAP) : ''}${paint(tone, part)}`
      taken += (taken > 0 ? GAP : 0) + cellWidth(part)
    }
  }
  end()
  return lines
}

/** The blanks in front of a heading draw a tree, and stay with its first line. */
function wrapped(text: string, width: number): string[] {
  const depth = Math.min(text.length - text.trimStart().length, width - LEAST)
  return wrap(text.trim(), width - depth).map((line, part) => `${part === 0 ? ' '.repeat(depth) : ''}${line}`)
}

const beneath = ({ paint, width }: Screen, lines: readonly string[], indent: number): string[] =>
  lines.map(plainLine).filter(line => line !== '').map(line => `${' '.repeat(indent)}${paint('quiet', clip(line, width - indent))}`)

/** Blanks in front are kept: they draw a tree. */
const textOf = (cell: Cell): string => {
  const text = typeof cell === 'string' ? cell : cell[1]
  return ' '.repeat(text.search(/[^ ]|$/)) + plainLine(text)
}
const toneOf = (cell: Cell): Tone => (typeof cell === 'string' ? 'plain' : cell[0])

/** The widths of the columns within a width; nothing if they cannot fit. */
function fitted(columns: readonly Column[], widths: readonly number[], width: number): number[] | undefined {
  const flexible = columns.flatMap(({ isFlexible }, at) => (isFlexible ? [at] : []))
  const fitting = [...widths]
  // The widest gives first, so that no column disappears while another has room.
  for (let left = fitting.reduce((sum, one) => sum + one + GAP, -GAP) - width; left > 0; left--) {
    const widest = flexible.filter(at => (fitting[at] ?? 0) > LEAST).sort((a, b) => (fitting[b] ?? 0) - (fitting[a] ?? 0))[0]
    if (widest === undefined) return undefined
    fitting[widest] = (fitting[widest] ?? 0) - 1
  }
  return fitting
}
