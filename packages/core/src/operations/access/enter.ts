import type { Company } from '../../domain/company.ts'
import { isStranger } from '../governance/standing.ts'
import { read, type Deps } from '../work.ts'
import { callerOf, callerWithKey, type Caller } from './caller.ts'
import type { KnownKey, KnownKeys } from './known-keys.ts'
import { NO_RIGHTS, rightsOf, type Rights } from './rights.ts'
import { digestOfToken, readToken } from './token-text.ts'

/** Somebody whose token is good, at the door of a company. */
export interface Entrant {
  caller: Caller
  /** The company; undefined where to them there is none. */
  company: Company | undefined
  /** What they may try there. */
  rights: Rights
  /** The last record of its log, as they came in. */
  seq: number
}

/** What is known at the door of this node. */
interface AtDoor extends Deps { knownKeys: KnownKeys }

/** Who a token is of, and whether a company is there for them: undefined for a token that proves nothing any more. What is asked about a key is read at once, on one snapshot. */
export async function enter(deps: AtDoor, token: string, ref: string): Promise<Entrant | undefined> {
  const digest = digestOfToken(token), known = deps.knownKeys.get(digest, deps.clock.now())
  if (known && await read(deps, known.company.id, async view => (await view.get('head', 'head'))?.hash === known.head.hash)) return entrantOf(known, ref)
  const parts = readToken(token)
  if (parts?.kind === 'key') return withKey(deps, { companyId: parts.place, digest }, ref)
  const caller = await callerOf(deps, token)
  if (!caller) return undefined
  const company = caller.kind === 'operator' ? await deps.store.instance.company(ref) : undefined, by = caller.by
  if (!company || !by) return { caller, company: undefined, rights: NO_RIGHTS, seq: 0 }
  return read(deps, company.id, async view => {
    const [isNobody, member, head] = await Promise.all([isStranger({ tx: view, by }), view.get('member', by.id), view.get('head', 'head')])
    return { caller, company: isNobody ? undefined : company, rights: { level: member?.level ?? null, acts: null }, seq: head?.seq ?? 0 }
  })
}

/** The same with a key that is not known, or not any more. */
async function withKey(deps: AtDoor, key: { companyId: string; digest: string }, ref: string): Promise<Entrant | undefined> {
  const found = await callerWithKey(deps, key, view => Promise.all([view.get('company', key.companyId), view.get('head', 'head')]))
  if (!found) return undefined
  const { caller, key: row, notedUntil, more: [company, head] } = found, rights = rightsOf(row)
  if (caller.kind !== 'key' || !company || !head) return { caller, company: undefined, rights, seq: head?.seq ?? 0 }
  const known = { caller, company, rights, head, until: caller.expiresAt !== null && caller.expiresAt < notedUntil ? caller.expiresAt : notedUntil }
  deps.knownKeys.set(key.digest, known)
  return entrantOf(known, ref)
}

const entrantOf = ({ caller, company, rights, head }: KnownKey, ref: string): Entrant => ({ caller, rights, company: company.id === ref || company.slug === ref ? company : undefined, seq: head.seq })
