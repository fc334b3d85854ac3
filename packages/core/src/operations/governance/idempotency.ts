import { hash } from 'node:crypto'
import { conflict, PaperclipError } from '../../domain/error.ts'
import type { Principal } from '../../domain/principal.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import { thaw, freeze } from '../../policy/freeze.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Deps, Work } from '../work.ts'

const MOST_KEY = 200

/** A verb that may have been done already. */
export interface Keyed {
  key: string | undefined
  by: Principal
  kind: string
  input: unknown
  /** The company that it is about, where the installation keeps its key: a key is of one company. */
  about?: string | null
}

const idOf = ({ key, by, about = null }: Keyed): string => `${by.kind}:${by.id}:${about === null ? '' : `${about}:`}${key}`

/** Where answers are kept. They are kept for a day by the store's clock: nodes whose clocks are days apart agree on it. */
interface Answers { tx: CompanyView; deps: Pick<Deps, 'storeTime'> }

/** True if a key was answered and the answer is still kept. */
export async function isAnswered({ tx, deps: { storeTime } }: Answers, keyed: Keyed): Promise<boolean> {
  const known = keyed.key === undefined ? undefined : await tx.get('reply', idOf(keyed))
  return known !== undefined && known.expiresAt > storeTime.now()
}

/** Throws for what is no key. */
export function checkKey(key: string): void {
  if (key === '' || key.length > MOST_KEY) throw new PaperclipError('invalid_input', `key: must be 1 to ${MOST_KEY} characters (was ${key.length}).`)
}

/** Does something once per key: the same key with the same input gives the answer of the first time, for 24 hours; with another input it is a `conflict`. */
export async function once<T>(work: Work, keyed: Keyed, act: () => Promise<T>): Promise<T> {
  const { key, kind, input } = keyed
  if (key === undefined) return act()
  checkKey(key)
  const { tx, deps } = work, now = deps.storeTime.now()
  const replyId = idOf(keyed)
  const digest = hash('sha256', canonical([kind, plain(input)]), 'hex')
  const known = await tx.get('reply', replyId)
  if (known && known.expiresAt > now) {
    if (known.digest !== digest) throw conflict('key_reused', `The key "${key}" was used for another input. Take a new key for a new deed.`)
    return thaw(known.result) as T
  }
  const result = await act()
  await forgetExpired(work)
  await tx.put('reply', { id: replyId, digest, result: freeze(result), expiresAt: new Date(now.getTime() + deps.limits.idempotencyMs) })
  return result
}

/** Expired answers go as new ones come: a few at a time. */
export async function forgetExpired({ tx, deps }: Pick<Work, 'tx' | 'deps'>): Promise<void> {
  const now = deps.storeTime.now()
  for (const { id, expiresAt } of (await tx.list('reply', { by: 'expiresAt', limit: 5 })).rows) if (expiresAt <= now) await tx.remove('reply', id)
}
