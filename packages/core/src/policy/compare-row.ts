import { NOUNS, type AuditedNoun } from '../domain/nouns.ts'
import { isFact } from '../domain/fields.ts'
import { digestOf } from './audit-chain.ts'
import { canonical, type Json } from './canonical.ts'
import { plain } from './plain.ts'
import type { Logged } from './rebuild.ts'

/** A field that does not stand as the log says: with both values if it is a fact, with neither if it is a text, of which the log knows the digest only. */
export interface AlteredField { field: string; logged: Json; stored: Json }

/** The fields of a stored row that are not as the log says. A text that is absent is as good as erased: the log holds its digest, and does not miss it. */
export function alteredFields(noun: AuditedNoun, row: object, { logged: { facts, digests }, key }: { logged: Logged; key: string }): AlteredField[] {
  return Object.entries(NOUNS[noun].schema.shape).flatMap(([field, schema]): AlteredField[] => {
    if (field === 'id') return []
    const stored = plain(Reflect.get(row, field))
    if (!isFact(schema)) return stored === null || digestOf(key, stored) === digests[field] ? [] : [{ field, logged: null, stored: null }]
    const logged = facts[field] ?? null
    return canonical(stored) === canonical(logged) ? [] : [{ field, logged, stored }]
  })
}
