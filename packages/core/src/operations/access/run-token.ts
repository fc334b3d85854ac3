import { createHmac, timingSafeEqual } from 'node:crypto'
import type { CompanyView } from '../../ports/store.ts'
import { isInHand } from '../runs/fence.ts'
import { need } from '../find.ts'
import type { AgentPrincipal } from '../work.ts'
import { base62, writeToken, type TokenParts } from './token-text.ts'

const HEAD = 'head'

/** What an agent proves itself with during a run: bound to company, agent, run and fence, and dead with the run. Nothing is kept of it. */
export async function runToken(view: CompanyView, companyId: string, { id, runId, fence }: AgentPrincipal): Promise<string> {
  const place = JSON.stringify([companyId, id, runId, fence])
  return writeToken({ kind: 'run', place, proof: await proofOf(view, place) })
}

/** Where a run token says it is of; undefined for what no run token says. Whether it is genuine only the company's own key tells. */
export function placeOfRun({ place }: TokenParts): { companyId: string; agentId: string; runId: string; fence: number } | undefined {
  try {
    const parts: unknown = JSON.parse(place)
    if (!Array.isArray(parts)) return undefined
    const [companyId, agentId, runId, fence]: unknown[] = parts
    return typeof companyId === 'string' && typeof agentId === 'string' && typeof runId === 'string' && typeof fence === 'number' ? { companyId, agentId, runId, fence } : undefined
  } catch {
    return undefined
  }
}

/** The agent a run token is of, if this company made it and the run is in hand. */
export async function holderOfRun(view: CompanyView, parts: TokenParts): Promise<AgentPrincipal | undefined> {
  const said = placeOfRun(parts)
  if (!said || !(await view.get('head', HEAD))) return undefined
  const [given, made] = [Buffer.from(parts.proof), Buffer.from(await proofOf(view, parts.place))]
  if (given.length !== made.length || !timingSafeEqual(given, made)) return undefined
  const run = await view.get('run', said.runId)
  if (!run) return undefined
  const by: AgentPrincipal = { kind: 'agent', id: said.agentId, runId: said.runId, fence: said.fence, depth: run.depth }
  return await isInHand(view, by) ? by : undefined
}

const proofOf = async (view: CompanyView, place: string): Promise<string> =>
  base62(createHmac('sha256', Buffer.from((await need(view, 'head', HEAD)).key, 'hex')).update(`run:${place}`).digest())
