import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import { conflict, notFound } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import type { Party, PartyKind, Principal } from '../../domain/principal.ts'
import type { CompanyView } from '../../ports/store.ts'
import { agentRef } from '../find.ts'

/** Somebody, as a person writes it: an agent's slug or id, or `{ operator: id }`. */
export const partyInput = () => z.union([id(), z.strictObject({ operator: id() })])
export type PartyInput = z.output<ReturnType<typeof partyInput>>

/** Whom a reference means. Throws `not_found`, or `conflict` for a terminated agent. */
export async function partyRef(view: CompanyView, ref: PartyInput): Promise<Party> {
  if (typeof ref === 'object') {
    if (!(await view.get('member', ref.operator))) throw notFound('board member', ref.operator)
    return { kind: 'operator', id: ref.operator }
  }
  const agent = await agentRef(view, ref)
  if (agent.status === 'terminated') throw conflict('wrong_state', `"${agent.slug}" was terminated.`)
  return { kind: 'agent', id: agent.id }
}

/** The agent a party is; nothing for operators and nobody. */
export const agentAt = async (view: CompanyView, kind: PartyKind | null, partyId: string | null): Promise<Agent | undefined> =>
  kind === 'agent' && partyId !== null ? view.get('agent', partyId) : undefined

/** The agent that a reference names, as far as a key is asked about it. */
export async function agentsNamed({ tx, by }: { tx: CompanyView; by: Principal }, ref: PartyInput | null): Promise<Agent[]> {
  return by.kind === 'key' && typeof ref === 'string' ? [await agentRef(tx, ref)] : []
}

export const isParty = (by: Principal, kind: string | null, partyId: string | null): boolean => by.kind === kind && by.id === partyId
