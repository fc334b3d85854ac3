import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import { agent, configurationOf } from '../../domain/agent.ts'
import { budgetWindow } from '../../domain/budget.ts'
import { conflict } from '../../domain/error.ts'
import { id, slug } from '../../domain/fields.ts'
import { heartbeatInput, mergeHeartbeat } from '../../domain/heartbeat.ts'
import { DEFAULT_HEARTBEAT } from '../../domain/limits.ts'
import { formatUsd, moneyInput } from '../../domain/money.ts'
import { toolboxInput } from '../../domain/tool.ts'
import { beyondKit, toolboxOf } from '../../policy/beyond-kit.ts'
import { beyond } from '../../policy/rule-on.ts'
import { activate } from './activate-agent.ts'
import { defineAct } from '../governance/act.ts'
import { adapterInput, anotherProgram, checkChoice, probeChoice } from './adapter-choice.ts'
import { checkGrants } from '../governance/check-grants.ts'
import { checkFallsDue } from './check-heartbeat.ts'
import { agentRef, first, roleRef } from '../find.ts'
import { relationTo } from './org.ts'
import { beyondBudgets, openBudget } from '../money/set-budget.ts'
import { actingAgent, equipmentOf, grantsOf } from '../governance/standing.ts'
import { create, deed, type Work } from '../work.ts'

const input = z.strictObject({
  slug: slug(),
  name: agent.shape.name.optional(),
  /** A role's slug or id. */
  role: id(),
  /** The manager's slug or id; null reports to the board. An agent that hires is the manager unless it says otherwise. */
  reportsTo: id().nullable().optional(),
  instructions: agent.shape.instructions.default(''),
  adapter: adapterInput(),
  heartbeat: heartbeatInput().default({}),
  /** What of its role's tools it uses; all of them unless said. */
  tools: toolboxInput().nullable().default(null),
  /** Skills beside those of its role. */
  skills: agent.shape.skills.default([]),
  /** The agent's own budget; absent takes the role's, null is none. */
  budget: z.strictObject({ limit: moneyInput(), window: budgetWindow().default('month') }).nullable().optional(),
  /** A draft can be placed and given backlog work, but does not wake until it is activated. */
  status: z.enum(['draft', 'active']).default('active'),
})

/** Hires an agent into a role. A wrong adapter configuration is refused here, not at the first run. */
export const hireAgent = defineAct({
  kind: 'agent.hire',
  input,
  rule: { agent: 'agent.hire', board: 'operator', weight: 'power' },
  prepare: async ({ deps }, { adapter, status }) => (status === 'active' ? probeChoice(deps, adapter) : undefined),
  async concern(work, given) {
    checkChoice(work.deps, given.adapter)
    const manager = await managerFor(work, given.reportsTo)
    const actor = await actingAgent(work)
    return {
      agents: [],
      exceeds: actor ? [...await excessOf(work, given, actor), ...await outOfReach(work, actor, manager)] : [],
      asks: actor ? anotherProgram(actor.adapter, given.adapter) : [],
    }
  },
  async perform(work, given) {
    const { tx, now, deps } = work
    if (await first(tx, 'agent', { where: { slug: given.slug }, by: 'id' })) throw conflict('exists', `There is an agent "${given.slug}" already. Choose another slug.`)
    const role = await roleRef(tx, given.role)
    const manager = await managerFor(work, given.reportsTo)
    if (manager?.status === 'terminated') throw conflict('wrong_state', `"${manager.slug}" was terminated: nobody can report to it.`)
    const beats = mergeHeartbeat(role.heartbeat ?? DEFAULT_HEARTBEAT, given.heartbeat)
    checkFallsDue(beats, now)
    const hired = await create(deed(work, 'agent', 'agent.hire'), {
      id: deps.ids.next('agt'), slug: given.slug, name: given.name ?? given.slug, roleId: role.id, reportsTo: manager?.id ?? null, status: 'draft',
      instructions: given.instructions, adapter: given.adapter, heartbeat: beats, tools: given.tools, skills: given.skills,
      revision: 1, anchorAt: now, createdAt: now, updatedAt: now,
    })
    await checkGrants(work, configurationOf(hired))
    await create(deed(work, 'revision', 'agent.revision'), { id: `${hired.id}:1`, agentId: hired.id, number: 1, configuration: configurationOf(hired), createdAt: now })
    const money = given.budget === undefined ? role.budget : given.budget
    if (money) await openBudget(work, { scope: 'agent', scopeId: hired.id, ...money })
    return given.status === 'active' ? activate(work, hired) : hired
  },
})

async function managerFor({ tx, by }: Work, reportsTo: string | null | undefined): Promise<Agent | null> {
  if (reportsTo === null) return null
  if (reportsTo !== undefined) return agentRef(tx, reportsTo)
  return by.kind === 'agent' ? agentRef(tx, by.id) : null
}

/** What a hire would give the child beyond what the one who hires has. */
async function excessOf(work: Work, given: z.output<typeof input>, actor: Agent): Promise<string[]> {
  const role = await roleRef(work.tx, given.role)
  const beats = mergeHeartbeat(role.heartbeat ?? DEFAULT_HEARTBEAT, given.heartbeat)
  const money = given.budget === undefined ? role.budget : given.budget
  const over = [...beyond(role.permissions, await grantsOf(work, actor)), ...beyondKit({ tools: toolboxOf(role.tools, given.tools), secrets: role.secrets }, await equipmentOf(work, actor))]
  if (beats.cap > actor.heartbeat.cap) over.push(`a cap of ${formatUsd(beats.cap)} per run; yours is ${formatUsd(actor.heartbeat.cap)}`)
  return [...over, ...await beyondBudgets(work, actor, money)]
}

/** A hire is placed under the one who hires, or below. */
async function outOfReach(work: Work, actor: Agent, manager: Agent | null): Promise<string[]> {
  if (manager?.id === actor.id) return []
  if (!manager) return ['a place at the top of the chart']
  const relation = await relationTo(work.tx, actor, manager)
  return relation === 'reports' || relation === 'team' ? [] : [`a place under "${manager.slug}", who is not in your team`]
}
