import { describe, expect, it } from 'vitest'
import { ALIKE_MS, difference } from './paired.ts'

/** Chance that is the same each time (mulberry32). */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Pairs as a busy machine makes them: most take half a millisecond, some ten times that, one of fifty a pause of the machine; the machine slows down as a whole for a while, too. */
function pairs(seed: number, apart: number): [number, number][] {
  const next = chance(seed), takes = (slow: number): number => 0.3 + slow + 0.4 * next() * next() + (next() < 0.1 ? 5 * next() : 0) + (next() < 0.02 ? 40 * next() : 0)
  return Array.from({ length: 400 }, (_, n) => {
    const slow = n % 100 < 30 ? 2 * next() : 0
    return [takes(slow) + apart, takes(slow)]
  })
}
const SEEDS = Array.from({ length: 200 }, (_, seed) => seed + 1)

describe('the difference of what is measured in pairs', () => {
  it('is found where it is three tenths of a millisecond, whichever takes longer, and however restless the machine', () => {
    for (const seed of SEEDS) {
      expect([seed, difference(pairs(seed, 0.3)).from > ALIKE_MS]).toEqual([seed, true])
      expect([seed, difference(pairs(seed, -0.3)).to < -ALIKE_MS]).toEqual([seed, true])
    }
  })

  it('is none where there is nothing but noise', () => {
    for (const seed of SEEDS) {
      const { median, from, to } = difference(pairs(seed, 0))
      expect([seed, Math.abs(median) < ALIKE_MS && from < 0 && to > 0]).toEqual([seed, true])
    }
  })
})
