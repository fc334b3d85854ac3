import type { AccessKey } from '../../domain/access-key.ts'
import type { Login } from '../../domain/account.ts'
import type { Principal } from '../../domain/principal.ts'
import type { CompanyView } from '../../ports/store.ts'
import { first } from '../find.ts'
import { read, transact, type AgentPrincipal, type Deps } from '../work.ts'
import { loginOf } from './logins.ts'
import { holderOfRun, placeOfRun } from './run-token.ts'
import { digestOfToken, readToken } from './token-text.ts'

/** Who a token proves somebody to be. */
export type Caller =
  | { kind: 'operator'; by: Principal & { kind: 'operator' }; login: Login }
  | { kind: 'key'; by: Principal & { kind: 'key' }; companyId: string; expiresAt: Date | null }
  /** An agent: `by` is absent for one whose own key is used while it has no run in hand. */
  | { kind: 'agent'; by: AgentPrincipal | null; companyId: string; agentId: string; keyId: string | null }

const SEEN_MS = 60_000

/** Who a token is of; undefined for one that is no token, was revoked, has run out, or whose run is over. */
export async function callerOf(deps: Deps, token: string): Promise<Caller | undefined> {
  const parts = readToken(token)
  switch (parts?.kind) {
    case undefined:
    case 'code':
      return undefined
    case 'login': {
      const login = await loginOf(deps, token)
      return login && { kind: 'operator', by: { kind: 'operator', id: login.operatorId }, login }
    }
    case 'run': {
      const place = placeOfRun(parts)
      const by = place && await read(deps, place.companyId, view => holderOfRun(view, parts))
      return place && by && { kind: 'agent', by, companyId: place.companyId, agentId: by.id, keyId: null }
    }
    case 'key':
    case 'agent':
      return (await callerWithKey(deps, { companyId: parts.place, digest: digestOfToken(token) }, async () => null))?.caller
  }
}

/** Who has a key that is good, the key, until when there is nothing to be noted of its use, and what else was asked on the same snapshot. */
export interface WithKey<T> { caller: Extract<Caller, { kind: 'key' | 'agent' }>; key: AccessKey; notedUntil: Date; more: T }

/** Who a key is of, by its digest. What `also` asks is read with it, of a key that is good. */
export async function callerWithKey<T>(deps: Deps, { companyId, digest }: { companyId: string; digest: string }, also: (view: CompanyView) => Promise<T>): Promise<WithKey<T> | undefined> {
  const now = deps.clock.now()
  const found = await read(deps, companyId, async view => {
    const key = await first(view, 'accessKey', { where: { digest }, by: 'id' })
    if (!key || key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) return undefined
    const [use, sitting, more] = await Promise.all([view.get('keyUse', key.id), key.agentId === null ? null : sittingOf(view, key.agentId), also(view)])
    return { key, seen: use?.at, sitting, more }
  })
  if (!found || found.sitting === 'gone') return undefined
  const { key, seen, sitting, more } = found
  const isNoted = seen !== undefined && now.getTime() - seen.getTime() <= SEEN_MS
  if (!isNoted) await noteUse(deps, companyId, key)
  const caller = key.agentId === null
    ? { kind: 'key' as const, by: { kind: 'key' as const, id: key.id }, companyId, expiresAt: key.expiresAt }
    : { kind: 'agent' as const, by: sitting, companyId, agentId: key.agentId, keyId: key.id }
  return { caller, key, notedUntil: new Date((isNoted ? seen : now).getTime() + SEEN_MS), more }
}

/** The run that an agent has in hand, as whoever holds it; `gone` for an agent that was terminated. */
async function sittingOf(view: CompanyView, agentId: string): Promise<AgentPrincipal | 'gone' | null> {
  const [agent, alarm] = await Promise.all([view.get('agent', agentId), view.get('alarm', agentId)])
  if (!agent || agent.status === 'terminated') return 'gone'
  const run = alarm?.runId ? await view.get('run', alarm.runId) : undefined
  if (!alarm || !run || run.endedAt !== null) return null
  return { kind: 'agent', id: agentId, runId: run.id, fence: run.status === 'deferred' ? run.fence : alarm.fence, depth: run.depth }
}

const noteUse = (deps: Deps, companyId: string, { id }: AccessKey): Promise<void> =>
  transact({ deps, companyId, by: { kind: 'key', id } }, ({ tx, now }) => tx.put('keyUse', { id, at: now }))
