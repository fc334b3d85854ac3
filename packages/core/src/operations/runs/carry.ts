import type { Agent } from '../../domain/agent.ts'
import { formatDuration } from '../../domain/duration.ts'
import { formatUsd } from '../../domain/money.ts'
import type { Run, RunEnd, RunError } from '../../domain/run.ts'
import type { Usage } from '../../domain/usage.ts'
import type { KnownSecret } from '../../policy/redact.ts'
import type { AdapterJob, Outcome } from '../../ports/adapter.ts'
import type { Held } from './held.ts'
import { adapterOf } from '../agents/adapter-choice.ts'
import { briefFor } from '../waking/brief.ts'
import { grantsFor, kitOf } from './kit.ts'
import type { StopCause } from './runs-in-hand.ts'
import { usageIn } from './outcome-usage.ts'
import { Watch, type Watched } from './watch.ts'
import { read, type AgentPrincipal, type Deps } from '../work.ts'

/** How the work of a run came back. */
export type Ending =
  | { kind: 'deferred'; until: Date; handle: unknown; usages: Usage[] }
  | { kind: 'ended'; end: RunEnd; summary: string | null; error: RunError | null; session?: unknown; desk?: readonly unknown[] | undefined; usages: Usage[]; handedBack: boolean; cost: 'metered' | 'unknown' | 'none' }

/** What came back of a run, and the secrets that it was handed and its deeds must not tell. */
export interface Carried { ending: Ending; secrets: readonly KnownSecret[] }

/** Carries a run to its adapter and watches over it: its lease, its time, its silence, its money. */
export async function carry(deps: Deps, held: Held, watched: Watched): Promise<Carried> {
  const { run } = held, { agent } = watched
  const watch = new Watch(deps, held, watched)
  try {
    const outcome = await deps.tracing.within({ agentId: agent.id, name: 'adapter' }, { 'paperclip.adapter.kind': agent.adapter.kind, 'paperclip.run.id': run.id }, async () => {
      const told = await watch.outcome(() => jobFor(deps, held, { agent, watch }))
      deps.tracing.set(agent.id, { 'paperclip.adapter.outcome': told.kind }, told.kind === 'failed' ? told.error.kind : null)
      return told
    })
    const reported = await watch.close()
    const ending = endingOf(outcome, { cause: watch.cause, isBegun: watch.isBegun, run, agent, usages: [...reported, ...usageIn(outcome)] })
    return { ending: ending.kind === 'ended' && outcome.kind !== 'deferred' && outcome.desk ? { ...ending, desk: outcome.desk } : ending, secrets: watch.secrets }
  } finally {
    await watch.close()
  }
}

interface Errand { agent: Agent; watch: Watch }

async function jobFor(deps: Deps, { lease: { companyId, fence }, run }: Held, { agent, watch }: Errand): Promise<AdapterJob> {
  const by: AgentPrincipal = { kind: 'agent', id: agent.id, runId: run.id, fence, depth: run.depth }
  const [granted, told, session] = await read(deps, companyId, view => Promise.all([
    grantsFor(view, companyId, run), briefFor({ view, companyId, now: deps.clock.now() }, run), view.get('session', sessionId(run)),
  ]))
  const kit = await kitOf(deps, companyId, granted)
  watch.hide(kit.secrets)
  const desk = deps.openDesk({ companyId, by, secrets: kit.secrets })
  return {
    run: { id: run.id, companyId, taskId: run.taskId, capMicros: run.cap, timeoutMs: agent.heartbeat.timeoutMs },
    agent: { id: agent.id, slug: agent.slug, name: agent.name },
    access: deps.reach.url === null ? { kind: 'none' } : { kind: 'http', url: deps.reach.url, token: kit.token },
    callback: kit.callback, config: kit.configFor(adapterOf(deps, agent.adapter.kind)), tools: kit.tools(), skills: kit.skills,
    brief: watch.redact(told), desk: watch.heard(desk), session: session?.state ?? null, signal: watch.signal,
    spend: entry => watch.meter.spend(watch.redact(entry)),
    log: entry => watch.log(entry),
    alive: () => watch.alive(),
  }
}

export const sessionId = ({ agentId, taskId }: Pick<Run, 'agentId' | 'taskId'>): string => `${agentId}:${taskId ?? '-'}`

interface Facts { cause: StopCause | undefined; isBegun: boolean; run: Run; agent: Agent; usages: Usage[] }

/**
 * What an outcome means, given why the run was stopped, if it was. Work that was done in spite of that counts as done; work that was never begun has cost nothing, and
 * is handed back where its node was not to begin it any more: to begin it elsewhere does not do it twice.
 */
function endingOf(outcome: Outcome, { cause, isBegun, run, agent, usages }: Facts): Ending {
  const handedBack = cause === 'stopping' || (cause === 'lease_lost' && !isBegun)
  const ended = (end: RunEnd, error: RunError | null) => ({ kind: 'ended', end, error, summary: null, usages, handedBack, cost: isBegun ? 'metered' : 'none' } as const)
  if (outcome.kind === 'done') return { kind: 'ended', end: 'succeeded', error: null, summary: outcome.summary, session: outcome.session, usages, handedBack: false, cost: 'metered' }
  if (outcome.kind === 'deferred' && cause === undefined) return { ...outcome, usages }
  const failed = (kind: RunError['kind'], message: string): RunError => ({ kind, message, retryAfterMs: null })
  switch (cause) {
    case undefined:
    case 'lease_lost':
      if (handedBack) return ended('cancelled', null)
      return ended('failed', outcome.kind === 'failed' ? outcome.error : failed('crashed', 'the lease was lost'))
    case 'timeout':
      return ended('timed_out', failed('timeout', `it ran longer than ${formatDuration(agent.heartbeat.timeoutMs)}`))
    case 'silence':
      return ended('timed_out', failed('timeout', `it said nothing for ${formatDuration(agent.heartbeat.silenceMs)}`))
    case 'cap':
      return ended('failed', failed('budget', `it reached its cap of ${formatUsd(run.cap)}`))
    case 'cancelled':
    case 'held':
    case 'stopping':
      return ended('cancelled', null)
  }
}
