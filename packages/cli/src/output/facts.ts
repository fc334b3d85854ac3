import { pad } from './cell-width.ts'
import { plainLine, plainText } from './plain-line.ts'
import type { Screen } from './screen.ts'
import type { Cell } from './table.ts'
import { wrap } from './wrap.ts'

const NAMES = 12

/** What is known of one thing, a line for each that there is. */
export function facts({ paint, width }: Screen, known: readonly (readonly [name: string, value: Cell | null])[]): string[] {
  return known.flatMap(([name, cell]) => {
    const [tone, value] = typeof cell === 'string' ? ['plain', cell] as const : cell ?? ['plain', ''] as const
    const text = plainLine(value)
    if (text === '') return []
    return wrap(text, Math.max(width - NAMES, NAMES)).map((line, part) => `${paint('quiet', pad(part === 0 ? name : '', NAMES))}${paint(tone, line)}`)
  })
}

/** A longer text under its name; nothing if there is none. */
export const passage = ({ paint }: Pick<Screen, 'paint'>, name: string, text: string): string[] => (text.trim() === '' ? [] : ['', paint('quiet', name), indented(text)])

/** Somebody's text, harmless, each line set in. */
export const indented = (text: string, by = 2): string => plainText(text.trim()).split('\n').map(line => `${' '.repeat(by)}${line}`.trimEnd()).join('\n')

/** What to do next, as a command line to copy. */
export const next = ({ paint }: Pick<Screen, 'paint'>, line: string): string => `${paint('quiet', '→')} ${line}`
