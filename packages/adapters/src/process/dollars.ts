/** The most digits and the largest exponent that are read, so that no short text becomes a huge number. */
const WRITTEN = /^(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/

/** Dollars as a program writes them (`"0.0123"`, `0.0123`, `1e-7`) in whole micro-dollars, exact and rounded half up; null if it is no such amount. */
export function microsOfDollars(written: string | number): number | null {
  const match = WRITTEN.exec(String(written).trim())
  if (!match) return null
  const [, whole = '', fraction = '', exponent = '0'] = match
  const places = fraction.length - Number(exponent) - 6
  const digits = BigInt(whole + fraction)
  const amount = places <= 0 ? digits * 10n ** BigInt(-places) : (digits + 10n ** BigInt(places) / 2n) / 10n ** BigInt(places)
  return amount <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(amount) : null
}
