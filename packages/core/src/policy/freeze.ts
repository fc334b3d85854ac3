import type { Json } from './canonical.ts'

/** A value as JSON from which `thaw` makes the same value again, dates included. */
export function freeze(value: unknown): Json {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return { $date: value.getTime() }
  if (Array.isArray(value)) return value.map(freeze)
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).flatMap(([field, inner]) => (inner === undefined ? [] : [[field, freeze(inner)]])))
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

export function thaw(value: Json): unknown {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(thaw)
  const { $date } = value
  if (typeof $date === 'number' && Object.keys(value).length === 1) return new Date($date)
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, thaw(inner)]))
}
