import { conflict } from '../domain/error.ts'

/** An answer of an earlier time is about another token or secret, which cannot be told again. */
export function checkNew<T>(made: T, id: string): T {
  if (Reflect.get(Object(made), 'id') === id) return made
  throw conflict('key_reused', 'This was asked for before, under the same idempotency key, and what is secret of it was told then. If that was lost, revoke it and ask for another.')
}
