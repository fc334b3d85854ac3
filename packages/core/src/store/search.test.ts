import { describe, expect, it } from 'vitest'
import { planSearch, wordsOf } from './search.ts'

describe('the words of a text', () => {
  it.each([
    ['are its runs of letters and digits, in lower case, each once', 'Ship v2, then SHIP v10!', ['ship', 'v2', 'then', 'v10']],
    ['are parted by whatever else there is', "don't_stop:a*b\"c\0d", ['don', 't', 'stop', 'a', 'b', 'c', 'd']],
    ['keep their marks, composed', 'Cafe\u0301 हिन्दी', ['café', 'हिन्दी']],
    ['are the same however Unicode writes them', 'ﬁｎ ① ²', ['fin', '1', '2']],
    ['have one sigma', 'ΟΔΟΣ οδός', ['οδοσ', 'οδόσ']],
    ['are characters in Chinese and Japanese', '東京 v2でサ', ['東', '京', 'v2', 'で', 'サ']],
    ['are not emoji, nor what only shapes them', '❤️ 👩‍🚀', []],
    ['are cut at 100 characters', '🄰'.normalize('NFKC').repeat(150), ['a'.repeat(100), 'a'.repeat(50)]],
    ['hold no half of a surrogate pair', 'a\ud83eb', ['a', 'b']],
    ['are none in nothing', '', []],
  ])('%s', (_what, text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })
})

describe('a search', () => {
  it('looks for 20 words and finds 20 rows unless said', () => {
    expect(planSearch('note', { text: Array.from({ length: 30 }, (_, n) => `w${n}`).join(' ') })).toMatchObject({ words: { length: 20 }, where: [], after: null, limit: 20 })
  })

  it('is refused for a noun, a field or a value it cannot be made of', () => {
    expect(() => planSearch('run', { text: 'fox' })).toThrow('no texts to search')
    expect(() => planSearch('note', { text: 'fox', where: { nonsense: 1 } as object })).toThrow('no field "nonsense"')
    expect(() => planSearch('note', { text: 'fox', where: { title: ['a'] } as object })).toThrow('plain values')
    expect(() => planSearch('note', { text: 'fox', limit: 101 })).toThrow('1 to 100')
  })
})
