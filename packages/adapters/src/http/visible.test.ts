import { describe, expect, it } from 'vitest'
import { visible } from './visible.ts'

describe('what another side said', () => {
  it.each([
    ['plain', 'plain'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
    ['\u001B[31mred\u0000\u007F\u009B', '\\u{1b}[31mred\\u{0}\\u{7f}\\u{9b}'],
    ['right\u202Eleft\u2028', 'right\\u{202e}left\\u{2028}'],
    ['\uD800x', '\uFFFDx'],
  ])('is shown with what cannot be seen (%#)', (text, shown) => {
    expect(visible(text)).toBe(shown)
  })

  it('is cut', () => {
    expect(visible('x'.repeat(301))).toBe(`${'x'.repeat(300)}…`)
  })
})
