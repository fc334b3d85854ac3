import { createHmac, hash } from 'node:crypto'
import type { AuditRecord, Head } from '../domain/audit.ts'
import { isFact } from '../domain/fields.ts'
import { canonical, type Json } from './canonical.ts'
import { plain } from './plain.ts'
import type { Change } from '../domain/change.ts'
import { NOUNS, type AuditedNoun, type Noun } from '../domain/nouns.ts'

export const FIRST_PREV = '0'.repeat(64)

type Facts = Record<string, Json>

/** Makes the next record of a chain from a change, and where the chain then stands. */
export function seal<N extends AuditedNoun>(head: Head, change: Change<N>): { record: AuditRecord; head: Head } {
  const { before, after, digests, texts, entityId } = differences(change, head.key)
  const bare = {
    seq: head.seq + 1, at: change.at, action: change.action, actorKind: change.actorKind, actorId: change.actorId,
    onBehalfOf: change.onBehalfOf, runId: change.runId, noun: change.noun, entityId, before, after, digests, prev: head.hash,
  }
  const hash = hashOf(bare)
  return { record: { ...bare, hash, texts }, head: { ...head, seq: bare.seq, hash } }
}

/** The hash of a record: SHA-256 of its canonical JSON without `hash` and `texts`. */
export function hashOf(record: Omit<AuditRecord, 'hash' | 'texts'>): string {
  const { seq, at, action, actorKind, actorId, onBehalfOf, runId, noun, entityId, before, after, digests, prev } = record
  // its fields are known, so their order need not be looked for each time
  return hash('sha256',
    `{"action":${canonical(action)},"actorId":${canonical(actorId)},"actorKind":${canonical(actorKind)},"after":${canonical(after)},"at":${canonical(at.getTime())},`
    + `"before":${canonical(before)},"digests":${canonical(digests)},"entityId":${canonical(entityId)},"noun":${canonical(noun)},"onBehalfOf":${canonical(onBehalfOf)},`
    + `"prev":${canonical(prev)},"runId":${canonical(runId)},"seq":${canonical(seq)}}`, 'hex')
}

/** The digest of a text under a company's key. */
export const digestOf = (key: string, text: Json): string => createHmac('sha256', key).update(canonical(text)).digest('hex')

function differences<N extends AuditedNoun>({ noun, before: old, after: now }: Change<N>, key: string) {
  const before: Facts = {}, after: Facts = {}, texts: Facts = {}
  const digests: Record<string, string> = {}
  for (const { field, isFact: isFactual } of fieldsOf(noun)) {
    const was = valueIn(old, field), is = valueIn(now, field)
    if (isSame(was, is)) continue
    if (isFactual) {
      if (old) before[field] = plain(was)
      if (now) after[field] = plain(is)
    } else if (now && is !== null) {
      const text = plain(is)
      digests[field] = digestOf(key, text)
      texts[field] = text
    }
  }
  const entityId = String(plain(valueIn(now, 'id') ?? valueIn(old, 'id')))
  return { entityId, before: old ? before : null, after: now ? after : null, digests, texts: Object.keys(texts).length > 0 ? texts : null }
}

/** What a row holds in a field: what is absent counts as null. */
const valueIn = (row: object | null, field: string): unknown => (row === null ? null : (row as Readonly<Record<string, unknown>>)[field] ?? null)

/** Most fields of a changed row hold the very value they held: only of others it is asked what they say. */
function isSame(was: unknown, is: unknown): boolean {
  if (was === is) return true
  if (typeof was !== 'object' || typeof is !== 'object' || was === null || is === null) return false
  return was instanceof Date && is instanceof Date ? was.getTime() === is.getTime() : canonical(plain(was)) === canonical(plain(is))
}

/** A field of a noun, and whether it is a fact: its value stands in the record, and not only its digest. */
interface Field { field: string; isFact: boolean }

const fieldsByNoun = new Map<Noun, Field[]>()

/** The fields of a noun but its id, which names the record's entity. */
function fieldsOf(noun: Noun): Field[] {
  const known = fieldsByNoun.get(noun)
  if (known) return known
  const fields = Object.entries(NOUNS[noun].schema.shape).flatMap(([field, schema]) => (field === 'id' ? [] : [{ field, isFact: isFact(schema) }]))
  fieldsByNoun.set(noun, fields)
  return fields
}
