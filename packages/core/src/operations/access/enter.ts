import type { Company } from '../../domain/company.ts'
import { isStranger } from '../governance/standing.ts'
import { read, type Deps } from '../work.ts'
import { callerOf, callerWithKey, type Caller } from './caller.ts'
import { digestOfToken, readToken } from './token-text.ts'

/** Somebody whose token is good, at the door of a company. */
export interface Entrant {
  caller: Caller
  /** The company; undefined where to them there is none. */
  company: Company | undefined
  /** The last record of its log, as they came in. */
  seq: number
}

/** Who a token is of, and whether a company is there for them: undefined for a token that proves nothing any more. What is asked about a key is read at once, on one snapshot. */
export async function enter(deps: Deps, token: string, ref: string): Promise<Entrant | undefined> {
  const parts = readToken(token)
  if (parts?.kind === 'key') {
    const known = await callerWithKey(deps, { companyId: parts.place, digest: digestOfToken(token) }, view => Promise.all([view.get('company', parts.place), view.get('head', 'head')]))
    if (!known) return undefined
    const { caller, more: [company, head] } = known, isTheirs = caller.kind === 'key' && (company?.id === ref || company?.slug === ref)
    return { caller, company: isTheirs ? company : undefined, seq: head?.seq ?? 0 }
  }
  const caller = await callerOf(deps, token)
  if (!caller) return undefined
  const company = caller.kind === 'operator' ? await deps.store.instance.company(ref) : undefined, by = caller.by
  if (!company || !by) return { caller, company: undefined, seq: 0 }
  return read(deps, company.id, async view => {
    const [isNobody, head] = await Promise.all([isStranger({ tx: view, by }), view.get('head', 'head')])
    return { caller, company: isNobody ? undefined : company, seq: head?.seq ?? 0 }
  })
}
