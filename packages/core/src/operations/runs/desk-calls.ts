import { z } from 'zod'
import { DESK_VERBS, type DeskVerb } from '../../domain/desk-verbs.ts'
import { isPaperclipError } from '../../domain/error.ts'
import type { Run } from '../../domain/run.ts'
import type { KnownSecret } from '../../policy/redact.ts'
import type { Desk } from '../../ports/desk.ts'
import { retrying } from './retrying.ts'
import { noteRefusal } from '../governance/note-refusal.ts'
import type { AgentPrincipal, Deps } from '../work.ts'

/** On whose desk deeds are done, and how each is tried: again and again for as long as a lease lasts, unless somebody says otherwise. */
export interface DeskOf { companyId: string; run: Run; fence: number; secrets: readonly KnownSecret[]; attempt?: (deed: () => Promise<unknown>) => Promise<unknown> }

const MOST_CALLS = 1_000
const VERBS = Object.keys(DESK_VERBS) as DeskVerb[]
const deskCall = z.object({ verb: z.enum(VERBS), input: z.unknown() })

/**
 * Does what an agent left to be done at its desk, in order, each once however often it is asked for. A deed that is refused is noted on the run by the desk itself,
 * and the next goes on; when the run is not held any more, nothing does.
 */
export async function doDeskCalls(deps: Deps, { companyId, run, fence, secrets, attempt = deed => retrying(deps, deed) }: DeskOf, calls: readonly unknown[]): Promise<void> {
  let at = 0
  const by: AgentPrincipal = { kind: 'agent', id: run.agentId, runId: run.id, fence, depth: run.depth }
  const desk = deps.openDesk({ companyId, by, secrets, nextKey: () => `${run.id}:desk:${at}` })
  for (const call of calls.slice(0, MOST_CALLS)) {
    try {
      const read = deskCall.safeParse(call)
      if (read.success) await attempt(() => verbOf(desk, read.data))                       // each under a key of its own: safe to ask for twice
      else await noteRefusal({ deps, companyId, by }, { verb: 'desk', message: `Deed ${at + 1} is none: it must be { verb, input }, with a verb of ${VERBS.join(', ')}.` })
    } catch (error) {
      if (!isPaperclipError(error) || error.code === 'unavailable') throw error
      if (error.reason === 'stale_lease') return
    }
    at++
  }
  if (calls.length > MOST_CALLS) deps.logger.warn('A run left too many deeds to be done at its desk: the rest is dropped.', { run: run.id, most: MOST_CALLS, given: calls.length })
}

/** The desk parses what it is given: data of the other side is safe to hand on. */
const verbOf = (desk: Desk, { verb, input }: z.output<typeof deskCall>): Promise<unknown> => (desk[verb] as (given: unknown) => Promise<unknown>)(input)
