import { describe, expect, it } from 'vitest'
import { wrap } from './wrap.ts'

describe('a line that is too long', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['short', 10, ['short']],
    ['', 10, ['']],
    ['/a/path/that/is/long ok', 8, ['/a/path/', 'that/is/', 'long ok']],
    ['日本語です', 4, ['日本', '語で', 'す']],
  ])('%j is broken at %d', (text, width, lines) => expect(wrap(text, width)).toEqual(lines))
})
