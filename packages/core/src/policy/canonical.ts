export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** JSON with sorted keys and no spaces: the same value is always the same text. Throws on a number JSON has no word for. */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is not JSON`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const keys = Object.keys(value).sort()
  let text = '{'
  for (const key of keys) {
    const inner = value[key]
    if (inner === undefined) continue
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${canonical(inner)}`
  }
  return `${text}}`
}
