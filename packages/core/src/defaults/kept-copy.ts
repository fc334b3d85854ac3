/**
 * A copy of plain data that nobody can change, however deep: what a store keeps must not move with what it was given. Its dates are new ones.
 */
export function keptCopy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  return copied(value) as T                                           // the same shape, made anew
}

function copied(value: object): object {
  if (value instanceof Date) return new Date(value)
  if (Array.isArray(value)) return Object.freeze(value.map(keptCopy))
  const copy: Record<string, unknown> = { ...value }
  for (const field of Object.keys(copy)) {
    const inner = copy[field]
    if (typeof inner === 'object' && inner !== null) copy[field] = copied(inner)
  }
  return Object.freeze(copy)
}
