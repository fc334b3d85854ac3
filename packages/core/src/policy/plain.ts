import type { Json } from './canonical.ts'

/** A value as JSON: dates as ISO 8601, what is absent as null, fields that are undefined left out. */
export function plain(value: unknown): Json {
  if (value === undefined || value === null) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object') return String(value)
  const fields: Record<string, Json> = {}
  for (const [field, inner] of Object.entries(value)) if (inner !== undefined) put(fields, field, plain(inner))
  return fields
}

/** Also a field called `__proto__` is one of its own. */
function put(fields: Record<string, Json>, field: string, value: Json): void {
  if (field === '__proto__') Object.defineProperty(fields, field, { value, enumerable: true, configurable: true, writable: true })
  else fields[field] = value
}
