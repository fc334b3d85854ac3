import { createHash, createHmac } from 'node:crypto'
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
  return createHash('sha256').update(canonical({
    seq, at: at.getTime(), action, actorKind, actorId, onBehalfOf, runId, noun, entityId, before, after, digests, prev,
  })).digest('hex')
}

/** The digest of a text under a company's key. */
export const digestOf = (key: string, text: Json): string => createHmac('sha256', key).update(canonical(text)).digest('hex')

function differences<N extends AuditedNoun>(change: Change<N>, key: string) {
  const facts = factsOf(change.noun)
  const before: Facts = {}, after: Facts = {}, texts: Facts = {}
  const digests: Record<string, string> = {}
  const old = new Map(Object.entries(change.before ?? {}))
  const now = new Map(Object.entries(change.after ?? {}))
  let entityId = ''
  for (const [field, isFactual] of facts) {
    const was = plain(old.get(field)), is = plain(now.get(field))
    if (field === 'id') entityId = String(is ?? was)
    const same = was === is || canonical(was) === canonical(is)
    if (same || field === 'id') continue
    if (isFactual) {
      if (change.before) before[field] = was
      if (change.after) after[field] = is
    } else if (change.after && is !== null) {
      digests[field] = digestOf(key, is)
      texts[field] = is
    }
  }
  return { entityId, before: change.before ? before : null, after: change.after ? after : null, digests, texts: Object.keys(texts).length > 0 ? texts : null }
}

const factsByNoun = new Map<Noun, [string, boolean][]>()

/** The fields of a noun, each with whether it is a fact. */
function factsOf(noun: Noun): [string, boolean][] {
  const known = factsByNoun.get(noun)
  if (known) return known
  const facts = Object.entries(NOUNS[noun].schema.shape).map(([field, schema]): [string, boolean] => [field, isFact(schema)])
  factsByNoun.set(noun, facts)
  return facts
}
