/** The value in the middle; of an even number, the mean of the two. */
export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** The value below which a share of the others lies, interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b), at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] ?? Number.NaN, above = sorted[Math.ceil(at)] ?? Number.NaN
  return below + (above - below) * (at - Math.floor(at))
}
