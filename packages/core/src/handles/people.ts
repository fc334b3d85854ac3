import { readConfig } from '../operations/agents/adapter-choice.ts'
import { standingOfAgent, type AgentStanding } from '../operations/agents/agent-standing.ts'
import { inboxOf } from '../operations/waking/inbox.ts'
import { chartOf, type ChartNode } from '../operations/agents/chart.ts'
import type { ActInput } from '../operations/governance/acts.ts'
import { agentRef, need, roleRef } from '../operations/find.ts'
import { checkMayDo } from '../operations/governance/govern.ts'
import { scorecardOf, type Scorecard } from '../operations/agents/scorecard.ts'
import { within } from '../operations/runs/within.ts'
import type { BriefItem } from '../domain/brief.ts'
import type { DirectedPageQuery, Page, PageQuery } from '../ports/store.ts'
import type { ChangeOptions, Door, Given, ListQuery, VerbOptions } from './door.ts'

const SCORED_MS = 30 * 86_400_000

export const memberVerbs = ({ act, look, list }: Door) => ({
  set: (input: ActInput<'member.set'>, options?: ChangeOptions) => act('member.set', input, options),
  get: (member: string) => look(view => need(view, 'member', member)),
  list: (query: ListQuery<'member'> = {}) => list('member', { by: 'createdAt', ...query }),
})

export const roleVerbs = ({ act, look, list }: Door) => ({
  set: (input: ActInput<'role.set'>, options?: ChangeOptions) => act('role.set', input, options),
  remove: (role: string, options?: ChangeOptions) => act('role.remove', { role }, options),
  get: (ref: string) => look(view => roleRef(view, ref)),
  list: (query: ListQuery<'role'> = {}) => list('role', { by: 'createdAt', ...query }),
})

export const agentVerbs = ({ act, look, list, deps, companyId, by }: Door) => ({
  hire: (input: ActInput<'agent.hire'>, options?: VerbOptions) => act('agent.hire', input, options),
  configure: (agent: string, change: Given<'agent.configure', 'agent'>, options?: VerbOptions) => act('agent.configure', { agent, ...change }, options),
  rollback: (agent: string, revision: number, options?: VerbOptions) => act('agent.rollback', { agent, revision }, options),
  activate: (agent: string, options?: VerbOptions) => act('agent.activate', { agent }, options),
  move: (agent: string, reportsTo: string | null, options?: VerbOptions) => act('agent.move', { agent, reportsTo }, options),
  hold: (agent: string, reason = '', options?: VerbOptions) => act('agent.hold', { agent, reason }, options),
  resume: (agent: string, options?: VerbOptions) => act('agent.resume', { agent }, options),
  terminate: (agent: string, options?: VerbOptions) => act('agent.terminate', { agent }, options),
  wake: (agent: string, options?: VerbOptions) => act('agent.wake', { agent }, options),
  /** Reviews an agent's work: a dated note that it is told. */
  review: (agent: string, review: Given<'agent.review', 'agent'>, options?: VerbOptions) => act('agent.review', { agent, ...review }, options),
  /** The reviews of an agent, newest first. */
  reviews: (ref: string, page: DirectedPageQuery = {}) => look(async view => view.list('note', { where: { aboutId: (await agentRef(view, ref)).id }, by: 'createdAt', direction: 'down', ...page })),
  /** How an agent has done since a time: the last 30 days unless said. */
  scorecard: (ref: string, { since = new Date(deps.clock.now().getTime() - SCORED_MS) }: { since?: Date } = {}): Promise<Scorecard> => look(async view => scorecardOf(view, await agentRef(view, ref), since)),
  get: (ref: string) => look(view => agentRef(view, ref)),
  list: (query: ListQuery<'agent'> = {}) => list('agent', { by: 'createdAt', ...query }),
  /** What an agent is doing, what holds it, and when it wakes next. */
  standing: (ref: string): Promise<AgentStanding> => look(async view => standingOfAgent(view, await agentRef(view, ref), deps.clock.now())),
  /** The org chart: those who report to the board, each with its team. */
  chart: (): Promise<ChartNode[]> => look(chartOf),
  /** Every configuration an agent has had, oldest first. */
  revisions: (ref: string, page: DirectedPageQuery = {}) => look(async view => view.list('revision', { where: { agentId: (await agentRef(view, ref)).id }, by: 'number', ...page })),
  /** What an agent has not seen yet, oldest first. */
  inbox: (ref: string, page: PageQuery = {}): Promise<Page<BriefItem>> => look(async view => {
    const { id } = await agentRef(view, ref)
    return inboxOf(view, { id, cursor: (await view.get('alarm', id))?.cursor ?? 0 }, page)
  }),
  /** Says whether a run of an agent would work, and if not what to do. No secret is used for that. */
  probe: async (ref: string) => {
    const agent = await look(view => agentRef(view, ref)), { adapter: { kind, config } } = agent
    await checkMayDo({ deps, companyId, by }, 'agent.activate', { agents: [agent] })
    const adapter = deps.adapters.get(kind)
    if (!adapter) return { ok: false as const, problem: `There is no adapter "${kind}" in this installation.`, fix: 'Start with that adapter, or configure the agent.' }
    if (!adapter.probe) return { ok: true as const, detail: 'this adapter cannot be probed' }
    return within(deps, 'answer a probe', adapter.probe(readConfig(adapter, config)))
  },
})
