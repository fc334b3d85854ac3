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
  // its fields are known, so their order need not be looked for each time
  return createHash('sha256').update(
    `{"action":${canonical(action)},"actorId":${canonical(actorId)},"actorKind":${canonical(actorKind)},"after":${canonical(after)},"at":${canonical(at.getTime())},`
    + `"before":${canonical(before)},"digests":${canonical(digests)},"entityId":${canonical(entityId)},"noun":${canonical(noun)},"onBehalfOf":${canonical(onBehalfOf)},`
    + `"prev":${canonical(prev)},"runId":${canonical(runId)},"seq":${canonical(seq)}}`).digest('hex')
}

/** The digest of a text under a company's key. */
export const digestOf = (key: string, text: Json): string => createHmac('sha256', key).update(canonical(text)).digest('hex')

function differences<N extends AuditedNoun>(change: Change<N>, key: string) {
  const before: Facts = {}, after: Facts = {}, texts: Facts = {}
  const digests: Record<string, string> = {}
  const old: Readonly<Record<string, unknown>> = change.before ?? {}, now: Readonly<Record<string, unknown>> = change.after ?? {}
  let hasTexts = false
  for (const [field, isFactual] of factsOf(change.noun)) {
    if (field === 'id' || old[field] === now[field]) continue        // most are the very value they were
    const was = plain(old[field]), is = plain(now[field])
    if (isSame(was, is)) continue
    if (isFactual) {
      if (change.before) before[field] = was
      if (change.after) after[field] = is
    } else if (change.after && is !== null) {
      digests[field] = digestOf(key, is)
      texts[field] = is
      hasTexts = true
    }
  }
  return { entityId: String(now['id'] ?? old['id']), before: change.before ? before : null, after: change.after ? after : null, digests, texts: hasTexts ? texts : null }
}

const isSame = (was: Json, is: Json): boolean =>
  was === is || (typeof was === 'object' && typeof is === 'object' && was !== null && is !== null && canonical(was) === canonical(is))

const factsByNoun = new Map<Noun, [string, boolean][]>()

/** The fields of a noun, each with whether it is a fact. */
function factsOf(noun: Noun): [string, boolean][] {
  const known = factsByNoun.get(noun)
  if (known) return known
  const facts = Object.entries(NOUNS[noun].schema.shape).map(([field, schema]): [string, boolean] => [field, isFact(schema)])
  factsByNoun.set(noun, facts)
  return facts
}
