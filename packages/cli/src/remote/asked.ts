import type { Query, Noun } from '@paperclip/core/store'

/** How a list is asked for in an address: an empty value means that there is none. The order is the server's usual one. */
export function asked<N extends Noun>({ where = {}, after, limit, direction }: Partial<Query<N>> = {}): Record<string, string | number> {
  const narrowed = Object.entries<unknown>(where).map(([field, value]) => [field, value === null ? '' : value instanceof Date ? value.toISOString() : String(value)] as const)
  return {
    ...Object.fromEntries(narrowed), ...typeof after === 'string' ? { after } : {}, ...limit === undefined ? {} : { limit }, ...direction === undefined ? {} : { direction },
  }
}

/** What was said; what was not is left out. */
export const given = <T extends object>(fields: T): { [F in keyof T]?: Exclude<T[F], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [F in keyof T]?: Exclude<T[F], undefined> }      // the same fields, fewer of them
