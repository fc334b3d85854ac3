import { describe, expect, it } from 'vitest'
import { plainLine, plainText } from './plain-line.ts'

describe('text of other people', () => {
  it.each([
    ['colours', '\u001B[31mred\u001B[0m', 'red'],
    ['a cleared screen', 'a\u001B[2J\u001B[Hb', 'ab'],
    ['a window title', '\u001B]0;owned\u0007safe', 'safe'],
    ['a link', '\u001B]8;;http://x\u001B\\here\u001B]8;;\u001B\\', 'here'],
    ['line breaks', 'one\r\ntwo\u2028three', 'one two three'],
    ['a bell and a backspace', 'a\u0007\bb', 'a b'],
    ['turned writing', 'a\u202Eb', 'a b'],
    ['8-bit escapes', 'a\u009B31mb', 'a 31mb'],
  ])('loses %s', (_what, given, shown) => expect(plainLine(given)).toBe(shown))

  it('keeps its lines where it may have some', () => expect(plainText('one\u001B[1m\r\n  two\t\u0007')).toBe('one\n  two'))
})
