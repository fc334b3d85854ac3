const WIDTH = 20

/** A share from 0 to 1 as a bar. */
export function bar(share: number): string {
  const full = Math.min(Math.max(Math.round(share * WIDTH), share > 0 ? 1 : 0), WIDTH)
  return '█'.repeat(full) + '░'.repeat(WIDTH - full)
}
