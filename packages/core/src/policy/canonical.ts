export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** JSON with sorted keys and no spaces: the same value is always the same text. Throws on a number JSON has no word for. */
export function canonical(value: Json): string {
  if (value === null || typeof value !== 'object') {
    if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError(`${value} is not JSON`)
    return JSON.stringify(value)
  }
  let text = ''
  if (Array.isArray(value)) {
    for (const inner of value) text += text === '' ? canonical(inner) : `,${canonical(inner)}`
    return `[${text}]`
  }
  const keys = Object.keys(value)
  if (keys.length > 1) keys.sort()
  for (const key of keys) {
    const inner = value[key]
    if (inner !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(inner)}`
  }
  return `{${text}}`
}
