import { median } from './median.ts'

/** Two ways of doing the same thing, each giving back how long a slice of it took, in milliseconds. */
export interface Pair { ours(): Promise<number>; floor(): Promise<number> }

/** What slices that alternated in one process took; `ratio` is the median of ours over the floor, pair by pair. */
export interface Alternated { ratio: number; ours: number[]; floor: number[] }

/** Measures two things in alternating slices, so that what slows the machine down slows both. The first pairs only warm up. */
export async function alternate({ ours, floor }: Pair, { pairs, warmup }: { pairs: number; warmup: number }): Promise<Alternated> {
  const took: { ours: number; floor: number }[] = []
  for (let at = -warmup; at < pairs; at++) {
    const slice = { ours: await ours(), floor: await floor() }
    if (at >= 0) took.push(slice)
  }
  return { ratio: median(took.map(one => one.ours / one.floor)), ours: took.map(one => one.ours), floor: took.map(one => one.floor) }
}
