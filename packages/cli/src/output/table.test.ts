import { describe, expect, it } from 'vitest'
import { cellWidth, clip, pad } from './cell-width.ts'
import type { Screen } from './screen.ts'
import { table } from './table.ts'

const screen = (width: number): Screen => ({ width, paint: (_tone, text) => text })
const columns = [{ title: 'ID' }, { title: 'TITLE', isFlexible: true }, { title: 'COST', align: 'right' }] as const

describe('a table', () => {
  it('aligns its columns', () => {
    expect(table(screen(60), columns, [['A-1', 'Write', '$1'], ['A-10', ['good', 'Read'], '$10']])).toBe('ID    TITLE  COST\nA-1   Write    $1\nA-10  Read    $10')
  })

  it('fits into its screen by shortening what can give way', () => {
    const lines = table(screen(40), columns, [['A-1', 'A title that goes on and on and on and on', '$1']]).split('\n')
    expect(lines.map(cellWidth).every(width => width <= 40)).toBe(true)
    expect(lines[1]).toMatch(/^A-1 {2}A title .*… +\$1$/)
  })

  it('puts one record under the other where its columns cannot fit', () => {
    const wide = [{ title: 'ID' }, { title: 'NAME' }, { title: 'OWNER' }, { title: 'WHAT', isFlexible: true }] as const
    expect(table(screen(40), wide, [{ cells: ['A-1', 'a-name-that-is-long', '—', 'What is said of it goes on for more than a line'], under: ['More.'] }])).toBe('A-1\n  NAME   a-name-that-is-long\n  WHAT   What is said of it goes on for\n         more than a line\n  More.')
  })

  it('keeps the blanks that draw a tree, and no line break', () => {
    expect(table(screen(60), [{ title: 'WHO' }], [['ceo'], ['  cto\nx']])).toBe('WHO\nceo\n  cto x')
  })
})

describe('the width of a text', () => {
  it.each([['abc', 3], ['日本', 4], ['e\u0301', 1], ['👩‍👩‍👧', 2], ['', 0]])('of %j is %d', (text, width) => expect(cellWidth(text)).toBe(width))
  it.each([['abcdef', 4, 'abc…'], ['abc', 3, 'abc'], ['日本語', 5, '日本…'], ['日本語', 4, '日…'], ['abc', 0, '']])('%j cut to %d is %j', (text, width, cut) => expect(clip(text, width)).toBe(cut))
  it('is filled up', () => expect(pad('日', 4)).toBe('日  '))
})
