/** What is known of a difference: in the middle of all pairs, and between which two it lies all but certainly. */
export interface Difference { median: number; from: number; to: number }

/** So sure is what is said here: it is wrong once in 10,000 times. */
const Z = 3.9

/**
 * The median of paired differences, and the interval that the sign test leaves of it: whatever the differences are spread like, as many of them lie below it as above. One that takes long for once,
 * be it by half a second, counts no more than any other.
 */
export function difference(pairs: readonly (readonly [number, number])[]): Difference {
  const sorted = pairs.map(([one, other]) => one - other).sort((a, b) => a - b), half = sorted.length / 2, reach = Z * Math.sqrt(sorted.length) / 2
  const at = (index: number): number => sorted[Math.min(Math.max(Math.round(index), 0), sorted.length - 1)] ?? 0
  return { median: at(half), from: at(half - reach - 1), to: at(half + reach) }
}

/** What two things take, by pairs that follow one another, in turn the one and the other first: what slows the machine down slows down both. */
export async function timed(one: () => Promise<unknown>, other: () => Promise<unknown>, rounds: number): Promise<(readonly [number, number])[]> {
  const pairs: (readonly [number, number])[] = []
  const lasts = async (deed: () => Promise<unknown>): Promise<number> => {
    const begin = performance.now()
    await deed()
    return performance.now() - begin
  }
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) pairs.push([await lasts(one), await lasts(other)])
    else {
      const second = await lasts(other)
      pairs.push([await lasts(one), second])
    }
  }
  return pairs
}

/** How far apart two things may be in time, and still pass for one: what a difference of three tenths of a millisecond never does. */
export const ALIKE_MS = 0.15

/** Measures until it is all but certain whether two things take equally long, or `most` pairs are over. */
export async function compared(one: () => Promise<unknown>, other: () => Promise<unknown>, { each = 100, most = 2_000 } = {}): Promise<Difference & { verdict: 'alike' | 'apart' | 'unsure' }> {
  const pairs: (readonly [number, number])[] = []
  for (;;) {
    pairs.push(...await timed(one, other, each))
    const found = difference(pairs)
    if (found.from > -2 * ALIKE_MS && found.to < 2 * ALIKE_MS && Math.abs(found.median) < ALIKE_MS) return { ...found, verdict: 'alike' }
    if (found.from > ALIKE_MS || found.to < -ALIKE_MS) return { ...found, verdict: 'apart' }
    if (pairs.length >= most) return { ...found, verdict: 'unsure' }
  }
}
