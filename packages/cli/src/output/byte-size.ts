const UNITS = ['kB', 'MB', 'GB'] as const

/** `512 B`, `1.5 kB`, `20 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), UNITS.length), amount = bytes / 1_000 ** power
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${UNITS[power - 1] ?? ''}`
}
