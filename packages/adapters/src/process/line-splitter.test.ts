import { describe, expect, it } from 'vitest'
import { LineSplitter } from './line-splitter.ts'

const split = (chunks: string[], splitter = new LineSplitter(10)) => {
  const lines: [string, number][] = []
  const take = (line: { bytes: Buffer; lost: number }) => lines.push([line.bytes.toString(), line.lost])
  for (const chunk of chunks) for (const line of splitter.push(Buffer.from(chunk))) take(line)
  for (const line of splitter.end()) take(line)
  return lines
}

describe('LineSplitter', () => {
  it.each([
    ['nothing', [], []],
    ['lines in one chunk', ['a\nb\n\nc\n'], [['a', 0], ['b', 0], ['', 0], ['c', 0]]],
    ['a line in pieces', ['a', 'b', 'c\nd'], [['abc', 0], ['d', 0]]],
    ['a newline alone', ['ab', '\n', '\n'], [['ab', 0], ['', 0]]],
    ['a line that is too long, in one chunk', ['x\n0123456789abc\ny'], [['x', 0], ['0123456789', 3], ['y', 0]]],
    ['a line that is too long, in pieces', ['0123456', '789abc', 'def\ny\n'], [['0123456789', 6], ['y', 0]]],
    ['a last line without a newline that is too long', ['0123456789', 'abc'], [['0123456789', 3]]],
    ['exactly the longest line', ['0123456789\n'], [['0123456789', 0]]],
  ])('splits %s', (_, chunks, lines) => expect(split(chunks)).toEqual(lines))

  it('splits the same whatever the chunks are', () => {
    const text = 'one\ntwo\n\nthe longest line of all\nend'
    for (let size = 1; size <= text.length; size++) {
      expect(split(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).toEqual(split([text]))
    }
  })

  it('passes over whole lines that nobody needs, but never over the ends of a chunk', () => {
    const splitter = new LineSplitter(100, lines => !lines.includes('!'))
    expect(split(['be', 'gun\nskipped\nskipped too\nst', 'arted\nx\nkept!\n'], splitter))
      .toEqual([['begun', 0], ['started', 0], ['x', 0], ['kept!', 0]])
  })
})
